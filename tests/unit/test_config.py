"""The operator's settings: defaults without a file, and one line with its place for whatever is wrong in one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bot.config import Config, DiscordConfig, StorageConfig, load_config
from bot.discord_app.options import DiscordOptions
from bot.errors import ConfigError
from bot.knowledge.nodes import Table
from bot.knowledge.yaml_source import read_yaml

EXAMPLE = Path(__file__).resolve().parents[2] / "config.example.yaml"


@pytest.fixture
def write(tmp_path):
    """Writes a config file and gives its path."""

    def write(text: str | bytes) -> Path:
        file = tmp_path / "config.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


def complaint(file: Path) -> str:
    """The one line that ``file`` is refused with."""
    with pytest.raises(ConfigError) as caught:
        load_config(file, environ={})
    message = str(caught.value)
    assert "\n" not in message
    return message.replace(str(file), "config.yaml")


def test_without_any_file_every_default_works(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = load_config(environ={})
    assert config == Config()
    assert config.knowledge is None
    assert config.discord.opened_channels == frozenset()


def test_the_example_names_every_setting_and_no_other():
    root = read_yaml(EXAMPLE).root
    assert isinstance(root, Table)
    discord = root.entries["discord"].value
    assert isinstance(discord, Table)
    assert set(root.entries) == set(Config.model_fields)
    assert set(discord.entries) == set(DiscordConfig.model_fields)
    storage = root.entries["storage"].value
    assert isinstance(storage, Table)
    assert set(storage.entries) == set(StorageConfig.model_fields)


def test_the_example_states_the_defaults():
    assert load_config(EXAMPLE, environ={}) == Config()


def test_every_discord_setting_reaches_discord():
    taken = {field.name for field in dataclasses.fields(DiscordOptions)}
    told_by_the_app = {"default_language", "state_folder", "talk_minutes"}
    assert set(DiscordConfig.model_fields) == taken - told_by_the_app


def test_discord_settings_have_the_same_defaults_as_discords_side():
    options = DiscordOptions()
    for name, value in DiscordConfig().model_dump().items():
        assert getattr(options, name) == value, name


@pytest.mark.parametrize("text", ["", "\n\n", "# only words\n"])
def test_an_empty_file_means_the_defaults(write, text):
    assert load_config(write(text), environ={}) == Config()


def test_a_file_says_what_differs(write):
    file = write(
        "language: en\nlog_level: debug\ndiscord:\n  opened_channels: [123456789012345678]\n  pictures: no\n"
    )
    config = load_config(file, environ={})
    assert (config.language, config.log_level) == ("en", "debug")
    assert config.discord.opened_channels == {123456789012345678}
    assert config.discord.pictures is False


def test_folders_are_relative_to_the_file_that_names_them(write, tmp_path):
    config = load_config(write("knowledge: mine\ncache: /var/cache/dossier\n"), environ={})
    assert config.knowledge == tmp_path / "mine"
    assert config.cache == Path("/var/cache/dossier")


@pytest.mark.parametrize("key", ["knowledge", "cache", "state"])
def test_a_tilde_is_the_home_folder_wherever_the_file_stands(write, tmp_path, monkeypatch, key):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    config = load_config(write(f"{key}: ~/dossiers\n"), environ={})
    assert getattr(config, key) == tmp_path / "home" / "dossiers"


def test_the_home_folder_of_nobody_is_refused_in_one_line(write):
    assert "~nobody-here/x: write the whole path" in complaint(write("knowledge: ~nobody-here/x\n"))


def test_files_of_the_database_are_relative_to_the_config_and_addresses_stay(write, tmp_path):
    config = load_config(write("storage:\n  database: mine.sqlite3\n  secret: my.key\n"), environ={})
    assert config.storage.database == str(tmp_path / "mine.sqlite3")
    assert config.storage.secret == tmp_path / "my.key"
    address = "postgresql+asyncpg://bot@db/dossier"
    assert load_config(write(f"storage:\n  database: {address}\n"), environ={}).storage.database == address


def test_the_command_line_wins_over_the_environment_and_that_over_the_working_folder(
    write, tmp_path, monkeypatch
):
    write("language: fr")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "named.yaml").write_text("language: en")
    (tmp_path / "told.yaml").write_text("language: de")
    environ = {"DOSSIER_CONFIG": str(tmp_path / "named.yaml")}
    assert load_config(environ={}).language == "fr"
    assert load_config(environ={"DOSSIER_CONFIG": ""}).language == "fr"
    assert load_config(environ=environ).language == "en"
    assert load_config(tmp_path / "told.yaml", environ=environ).language == "de"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("langage: fr", "config.yaml:1:1: unknown key “langage”: did you mean “language”?"),
        (
            "discord:\n  cooldown_second: 3",
            "config.yaml:2:3: unknown key “cooldown_second”: did you mean “cooldown_seconds”?",
        ),
        ("# a\n\nzzz: 1", "config.yaml:3:1: unknown key “zzz”: the keys are knowledge, language"),
        (
            "discord:\n  token: abc",
            "config.yaml:2:3: “token” cannot stand in a file: set the environment variable DISCORD_TOKEN",
        ),
        ("language: [fr]", "config.yaml:1:1: “language” must be one word or text"),
        (
            "log_level: loud",
            "config.yaml:1:1: “log_level” input should be 'debug', 'info', 'warning' or 'error'",
        ),
        ("language: FR", "config.yaml:1:1: “language” must be the code of a language, in small letters: fr"),
        ("discord:\n  pictures: perhaps", "config.yaml:2:3: “discord.pictures” must be yes or no"),
        (
            "discord:\n  cooldown_seconds: soon",
            "config.yaml:2:3: “discord.cooldown_seconds” must be a whole number",
        ),
        (
            "discord:\n  cooldown_seconds: 0.4",
            "config.yaml:2:3: “discord.cooldown_seconds” must be a whole number",
        ),
        (
            "discord:\n  cooldown_seconds: -1",
            "“discord.cooldown_seconds” input should be greater than or equal to 0",
        ),
        ("discord:\n  opened_channels: here", "config.yaml:2:3: “discord.opened_channels” must be a list"),
        ("discord: yes", "config.yaml:1:1: “discord” must hold keys of its own"),
        ("language: fr\nlanguage: en", "config.yaml:2:1:"),
        ("- a\n- b", "config.yaml:1:1: settings are written as “key: value”"),
        ("just words", "settings are written as “key: value”"),
        ("language: 'fr", "config.yaml:1:11: the quote that opens here is never closed"),
        ("language: fr\n\tlog_level: info", "config.yaml:2:"),
        (b"language: \xff", "config.yaml:1:11: this byte is not valid UTF-8"),
        ("a: &x [*x]", "config.yaml:1:"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_its_place(write, text, says):
    assert says in complaint(write(text))


def test_each_mistake_has_a_line_of_its_own(write):
    file = write("discord:\n  pictures: perhaps\n  colour: red\nlog_level: loud")
    with pytest.raises(ConfigError) as caught:
        load_config(file, environ={})
    places = [line.partition(": ")[0] for line in caught.value.lines]
    assert places == [f"{file}:2:3", f"{file}:3:3", f"{file}:4:1"]


def test_a_secret_in_the_file_is_not_repeated(write):
    assert "hunter2" not in complaint(write("discord_token: hunter2"))


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path):
    assert complaint(tmp_path / "absent.yaml").startswith("config.yaml: this is not a file")
    assert complaint(tmp_path).startswith("config.yaml: this is not a file")
