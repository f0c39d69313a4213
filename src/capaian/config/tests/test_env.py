from __future__ import annotations

import pytest

from capaian.config import env


def test_a_flag_is_yes_or_no(monkeypatch):
    for value, meant in (("1", True), ("yes", True), ("0", False), ("", False)):
        monkeypatch.setenv("CAPAIAN_X", value)
        assert env.flag("CAPAIAN_X") is meant
    monkeypatch.setenv("CAPAIAN_X", "maybe")
    with pytest.raises(env.BadSetting, match="CAPAIAN_X must be 1 or 0"):
        env.flag("CAPAIAN_X")


def test_a_secret_is_made_once_and_kept_to_its_owner(monkeypatch, tmp_path):
    monkeypatch.delenv("CAPAIAN_S", raising=False)
    file = tmp_path / "deep" / "secret"
    first = env.secret("CAPAIAN_S", file)
    assert env.secret("CAPAIAN_S", file) == first
    assert file.stat().st_mode & 0o777 == 0o600
    other = tmp_path / "mounted"
    other.write_text("from-a-file\n")
    monkeypatch.setenv("CAPAIAN_S_FILE", str(other))
    assert env.secret("CAPAIAN_S", file) == "from-a-file"
    monkeypatch.setenv("CAPAIAN_S", "from-the-environment")
    assert env.secret("CAPAIAN_S", file) == "from-the-environment"


def test_words_and_paths(monkeypatch, tmp_path):
    monkeypatch.setenv("CAPAIAN_HOSTS", "a.go.id, b.go.id")
    assert env.words("CAPAIAN_HOSTS", "x") == ["a.go.id", "b.go.id"]
    monkeypatch.delenv("CAPAIAN_VAR", raising=False)
    assert env.path("CAPAIAN_VAR", tmp_path) == tmp_path


def test_a_secret_that_cannot_be_kept_ends_the_start_in_one_line(tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(env.BadSetting, match="cannot be read or written"):
        env.secret("CAPAIAN_S", tmp_path / "var" / "secret-key")


@pytest.mark.parametrize("url", ["nonsense", "mysql://a:rahasia@h/d", "postgres://a:rahasia@h:port/d", "postgresql://[::1/d"])
def test_a_database_that_cannot_be_meant_is_told_without_its_password(monkeypatch, url):
    monkeypatch.setenv("CAPAIAN_D", url)
    with pytest.raises(env.BadSetting, match="CAPAIAN_D must look like postgres://") as told:
        env.database("CAPAIAN_D", "")
    assert "rahasia" not in str(told.value)


def test_without_a_mail_server_nothing_leaves_and_the_demonstration_shows_it(monkeypatch):
    monkeypatch.delenv("CAPAIAN_SMTP_URL", raising=False)
    assert env.mail("CAPAIAN_SMTP_URL", demo=False) == env.Mail(False, "dummy")
    assert env.mail("CAPAIAN_SMTP_URL", demo=True) == env.Mail(True, "console")


@pytest.mark.parametrize(("url", "mail"), [
    ("smtp+tls://surat%40contoh.go.id:rahasia%2F1@mail.contoh.go.id",
     env.Mail(True, "smtp", "mail.contoh.go.id", 587, "surat@contoh.go.id", "rahasia/1", "start")),
    ("smtps://mail.contoh.go.id:4650", env.Mail(True, "smtp", "mail.contoh.go.id", 4650, tls="always")),
    ("smtp://127.0.0.1", env.Mail(True, "smtp", "127.0.0.1", 25)),
])
def test_a_mail_server_is_one_address(monkeypatch, url, mail):
    monkeypatch.setenv("CAPAIAN_SMTP_URL", url)
    assert env.mail("CAPAIAN_SMTP_URL", demo=False) == mail
    assert "rahasia" not in repr(mail)


@pytest.mark.parametrize("url", ["mail.contoh.go.id", "smtp://", "http://u:rahasia@mail", "smtp://u:rahasia@mail:port"])
def test_a_mail_server_that_cannot_be_meant_ends_the_start_without_telling_the_password(monkeypatch, url):
    monkeypatch.setenv("CAPAIAN_SMTP_URL", url)
    with pytest.raises(env.BadSetting) as ended:
        env.mail("CAPAIAN_SMTP_URL", demo=False)
    assert "rahasia" not in str(ended.value)


def test_one_of_some_words(monkeypatch):
    monkeypatch.setenv("CAPAIAN_X", "Online")
    assert env.one_of("CAPAIAN_X", "off", ("off", "online")) == "online"
    monkeypatch.setenv("CAPAIAN_X", "maybe")
    with pytest.raises(env.BadSetting, match="CAPAIAN_X must be one of off, online"):
        env.one_of("CAPAIAN_X", "off", ("off", "online"))


def test_some_of_some_words_or_none(monkeypatch):
    for value, meant in (("", {"a"}), ("a, b", {"a", "b"}), ("none", set())):
        monkeypatch.setenv("CAPAIAN_X", value)
        assert env.some_of("CAPAIAN_X", ["a", "b"], ["a"]) == meant
    monkeypatch.setenv("CAPAIAN_X", "a c")
    with pytest.raises(env.BadSetting, match="CAPAIAN_X does not know c; known: a, b, or none"):
        env.some_of("CAPAIAN_X", ["a", "b"], ["a"])


def test_a_provider_is_named_by_the_environment(monkeypatch, tmp_path):
    assert env.provider("CAPAIAN_P") is None
    monkeypatch.setenv("CAPAIAN_P_ISSUER", "https://sso.contoh.go.id/realms/asn/")
    with pytest.raises(env.BadSetting, match="with CAPAIAN_P_CLIENT_ID beside it"):
        env.provider("CAPAIAN_P")
    monkeypatch.setenv("CAPAIAN_P_CLIENT_ID", "capaian")
    (tmp_path / "secret").write_text("dari-berkas\n")
    monkeypatch.setenv("CAPAIAN_P_CLIENT_SECRET_FILE", str(tmp_path / "secret"))
    assert env.provider("CAPAIAN_P") == {
        "issuer": "https://sso.contoh.go.id/realms/asn", "client_id": "capaian", "name": "ASN Digital", "secret": "dari-berkas",
        "nip_claim": "nip",
    }
    monkeypatch.setenv("CAPAIAN_P_CLIENT_SECRET", "langsung")
    assert env.provider("CAPAIAN_P")["secret"] == "langsung"
    monkeypatch.setenv("CAPAIAN_P_ISSUER", "http://sso.contoh.go.id")
    with pytest.raises(env.BadSetting, match="must be an address such as https"):
        env.provider("CAPAIAN_P")
    monkeypatch.setenv("CAPAIAN_P_ISSUER", "http://localhost:8080")
    assert env.provider("CAPAIAN_P")["issuer"] == "http://localhost:8080"
