"""The words of the journeys: what people do on the screens (`given_`, `when_`) and what they then see (`then_`)."""
