"""The store on both databases: round trips, whole transactions, forgetting, and many tasks at once."""

import asyncio
import datetime as dt

import pytest

from bot.addresses import DatabaseAddress
from bot.errors import StoreBusy, StoreError
from bot.store import sql
from bot.store.records import Gap, Limits, QuietHours, Reply, Report, ServerSettings, Vote
from bot.store.schema import TABLES
from bot.store.sql import SqlStore
from tests.store.conftest import run_statement

_NOW = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
_SERVER, _OTHER_SERVER = 10**18, 10**18 + 1
_ALICE, _BOB = 2 * 10**18, 2 * 10**18 + 1

_SETTINGS = ServerSettings(
    mode="auto",
    channels={1: "off", 2: "suggest"},
    visibility="private",
    depth="deep",
    limits=Limits(user=1, channel=2, server=3, day=4),
    locale="en-US",
    timezone="Europe/Berlin",
    quiet_hours=QuietHours(start=dt.time(22), end=dt.time(7, 30)),
    auto_confidence=0.75,
    experts=(_ALICE, _BOB),
    manager_role=5,
    keep_questions=True,
)
_REPORT = Report(
    server=_SERVER,
    channel=7,
    reply=1,
    reporter=_ALICE,
    kind="rebuttal",
    claim="cant-see-inside",
    verdict="wrong",
    wrong="The date is off. \N{LEFT-POINTING MAGNIFYING GLASS} 'quoted' \"too\"",
    source="https://example.org",
    created=_NOW,
)


def _reply(number: int = 1, **values: object) -> Reply:
    fields = {"id": number, "channel": 7, "server": _SERVER, "asker": _ALICE, "kind": "rebuttal", "created": _NOW}
    return Reply.model_validate({**fields, **values})


def _vote(reply: int, user: int, *, useful: bool = True) -> Vote:
    return Vote(reply=reply, user=user, kind="rebuttal", claim="cant-see-inside", useful=useful, created=_NOW)


def _gap(server: int | None = _SERVER, text: str | None = None, created: dt.datetime = _NOW) -> Gap:
    return Gap(server=server, nearest=("one", "two"), text=text, created=created)


# Round trips


async def test_settings_come_back(store: SqlStore) -> None:
    assert await store.read_settings(_SERVER) == ServerSettings()
    await store.write_settings(_SERVER, _SETTINGS)
    assert await store.read_settings(_SERVER) == _SETTINGS
    assert await store.read_settings(_OTHER_SERVER) == ServerSettings()


async def test_all_settings_are_listed_in_pieces(store: SqlStore) -> None:
    for server in (3, 1, 2):
        await store.write_settings(server, _SETTINGS)
    assert list(await store.list_settings(most=2)) == [1, 2]
    assert await store.list_settings(2, most=2) == {3: _SETTINGS}
    assert await store.list_settings(3) == {}


async def test_a_reply_comes_back(store: SqlStore) -> None:
    reply = _reply(
        question=9, claim="cant-see-inside", stance="asserts", models=("olmo-3", "llama-3-1"), depth="deep",
        confidence=0.5, private=True, buttons=("sources", "next"), page=1, pages=('{"title": "a"}', '{"title": "b"}'),
    )  # fmt: skip
    await store.save_reply(reply)
    assert await store.find_reply(1) == reply
    assert await store.find_replies_to(9) == [reply]
    assert await store.find_reply(2) is None


async def test_whose_message_was_answered_is_forgotten_with_them(store: SqlStore) -> None:
    await store.save_reply(_reply(author=_BOB))
    await store.forget_user(_BOB)
    assert await store.find_reply(1) == _reply()


async def test_a_reply_is_replaced_by_its_number(store: SqlStore) -> None:
    await store.save_reply(_reply(depth="short"))
    await store.save_reply(_reply(depth="deep"))
    assert (await store.find_reply(1)) == _reply(depth="deep")
    await store.delete_reply(1)
    assert await store.find_reply(1) is None


async def test_replies_to_a_question_come_oldest_first(store: SqlStore) -> None:
    for number in (3, 1, 2):
        await store.save_reply(_reply(number, question=9))
    assert [reply.id for reply in await store.find_replies_to(9)] == [1, 2, 3]


async def test_a_thumb_replaces_the_one_before(store: SqlStore) -> None:
    await store.vote(_vote(1, _ALICE, useful=True))
    await store.vote(_vote(1, _ALICE, useful=False))
    await store.vote(_vote(1, _BOB))
    votes = await store.list_votes()
    assert sorted(votes, key=lambda vote: vote.user) == [_vote(1, _ALICE, useful=False), _vote(1, _BOB)]


async def test_a_report_comes_back_with_its_number(store: SqlStore) -> None:
    number = await store.add_report(_REPORT)
    report = await store.find_report(_SERVER, number)
    assert report == _REPORT.model_copy(update={"number": number})
    assert await store.find_report(_OTHER_SERVER, number) is None
    assert await store.add_report(_REPORT) == number + 1


async def test_reports_are_listed_by_server_and_status(store: SqlStore) -> None:
    first = await store.add_report(_REPORT)
    second = await store.add_report(_REPORT)
    elsewhere = await store.add_report(_REPORT.model_copy(update={"server": _OTHER_SERVER}))
    report = await store.find_report(_SERVER, first)
    assert report is not None
    closed = report.close("accepted", "It was 2025.", _NOW)
    await store.save_report(closed)
    assert await store.find_report(_SERVER, first) == closed
    assert [report.number for report in await store.list_reports(_SERVER)] == [second]
    assert [report.number for report in await store.list_reports(_SERVER, "accepted")] == [first]
    assert [report.number for report in await store.list_reports(_SERVER, None)] == [first, second]
    assert [report.number for report in await store.list_reports(None, None)] == [first, second, elsewhere]


async def test_gaps_come_back_by_server(store: SqlStore) -> None:
    gaps = [_gap(text="why?"), _gap(_OTHER_SERVER), _gap(None)]
    for gap in gaps:
        await store.add_gap(gap)
    assert await store.list_gaps(_SERVER) == gaps[:1]
    assert await store.list_gaps(None) == gaps


async def test_all_is_there_after_closing(address: DatabaseAddress, store: SqlStore) -> None:
    await store.write_settings(_SERVER, _SETTINGS)
    await store.close()
    other = SqlStore(address)
    assert await other.read_settings(_SERVER) == _SETTINGS
    await other.close()
    assert await store.read_settings(_SERVER) == _SETTINGS


# Forgetting


async def test_forgetting_a_person(store: SqlStore) -> None:
    await store.save_reply(_reply(1))
    await store.save_reply(_reply(2, asker=_BOB))
    await store.vote(_vote(2, _ALICE))
    await store.vote(_vote(2, _BOB))
    number = await store.add_report(_REPORT)
    assert (await store.count_holdings(_ALICE)).model_dump() == {"replies": 1, "votes": 1, "reports": 1}
    await store.forget_user(_ALICE)
    assert (await store.count_holdings(_ALICE)).model_dump() == {"replies": 0, "votes": 0, "reports": 0}
    assert (await store.count_holdings(_BOB)).model_dump() == {"replies": 1, "votes": 1, "reports": 0}
    report = await store.find_report(_SERVER, number)
    assert report is not None
    assert report.reporter is None
    assert report.wrong == _REPORT.wrong


async def test_forgetting_a_server(store: SqlStore) -> None:
    for server in (_SERVER, _OTHER_SERVER):
        await store.write_settings(server, _SETTINGS)
        await store.save_reply(_reply(server, server=server))
        await store.vote(_vote(server, _BOB))
        await store.add_report(_REPORT.model_copy(update={"server": server}))
        await store.add_gap(_gap(server))
    await store.forget_server(_SERVER)
    assert await store.read_settings(_SERVER) == ServerSettings()
    assert await store.find_reply(_SERVER) is None
    assert not await store.list_reports(_SERVER, None)
    assert not await store.list_gaps(_SERVER)
    assert await store.read_settings(_OTHER_SERVER) == _SETTINGS
    assert [vote.reply for vote in await store.list_votes()] == [_OTHER_SERVER]
    assert len(await store.list_reports(None, None)) == 1


async def test_pruning_takes_what_is_older(store: SqlStore) -> None:
    """The age counts by the moment, whatever time zone it is written in."""
    west = dt.timezone(dt.timedelta(hours=-8))
    old, new = _NOW - dt.timedelta(seconds=1), _NOW.astimezone(west)
    await store.save_reply(_reply(1, created=old))
    await store.save_reply(_reply(2, created=new))
    await store.add_gap(_gap(created=old))
    await store.add_gap(_gap(created=new))
    for number, moment in ((1, old), (2, new)):
        await store.vote(_vote(number, _BOB).model_copy(update={"created": moment}))
        await store.add_report(_REPORT.model_copy(update={"reply": number, "created": moment}))
    assert await store.prune(_NOW) == 4
    assert await store.find_reply(1) is None
    assert await store.find_reply(2) is not None
    assert len(await store.list_gaps(None)) == 1
    assert [vote.reply for vote in await store.list_votes()] == [2]
    assert [report.reply for report in await store.list_reports(None)] == [2]


async def test_pruning_goes_in_pieces(store: SqlStore) -> None:
    for number in range(5):
        await store.save_reply(_reply(number, created=_NOW - dt.timedelta(days=1)))
    assert [await store.prune(_NOW, 2) for _ in range(4)] == [2, 2, 1, 0]


async def test_a_database_has_one_bot(store: SqlStore) -> None:
    assert await store.claim(1)
    assert await store.claim(1)
    assert not await store.claim(2)


async def test_servers_are_those_where_the_bot_was(store: SqlStore) -> None:
    """A command from somebody's account may be used where the bot never was."""
    await store.save_reply(_reply(1, question=None, server=3))
    await store.save_reply(_reply(2, question=9, server=_SERVER))
    await store.write_settings(_OTHER_SERVER, _SETTINGS)
    assert set(await store.list_servers()) == {_SERVER, _OTHER_SERVER}


@pytest.mark.parametrize("table", [table.name for table in TABLES])
async def test_a_table_that_cannot_be_read_is_noticed(address: DatabaseAddress, store: SqlStore, table: str) -> None:
    await store.probe()
    run_statement(address, f"ALTER TABLE {table} RENAME TO gone")
    with pytest.raises(StoreError):
        await store.probe()


# Transactions


async def test_a_transaction_is_all_or_nothing(address: DatabaseAddress, store: SqlStore) -> None:
    """The last of the statements that forget a person is refused: nothing of them is forgotten."""
    await store.save_reply(_reply(1))
    await store.vote(_vote(1, _ALICE))
    run_statement(address, "ALTER TABLE reports RENAME TO gone")
    with pytest.raises(StoreError):
        await store.forget_user(_ALICE)
    assert await store.find_reply(1) == _reply(1)
    assert len(await store.list_votes()) == 1
    run_statement(address, "ALTER TABLE gone RENAME TO reports")
    await store.forget_user(_ALICE)
    assert await store.find_reply(1) is None


async def test_a_server_that_was_forgotten_by_half_is_still_named(address: DatabaseAddress, store: SqlStore) -> None:
    """The last step is refused: the server stays on the list until it is gone."""
    await store.write_settings(_SERVER, _SETTINGS)
    await store.save_reply(_reply(1, question=9))
    await store.vote(_vote(1, _BOB))
    run_statement(address, "ALTER TABLE votes RENAME TO gone")
    with pytest.raises(StoreError):
        await store.forget_server(_SERVER)
    assert await store.list_servers() == [_SERVER]
    run_statement(address, "ALTER TABLE gone RENAME TO votes")
    await store.forget_server(_SERVER)
    assert await store.list_servers() == []
    assert await store.find_reply(1) is None
    assert await store.list_votes() == []


async def test_a_large_server_is_forgotten_in_pieces(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "_PIECE", 2)
    for number in range(5):
        await store.save_reply(_reply(number))
        await store.vote(_vote(number, _BOB))
        await store.add_gap(_gap())
    await store.save_reply(_reply(9, server=_OTHER_SERVER))
    await store.forget_server(_SERVER)
    assert (await store.count_holdings(_ALICE)).replies == 1
    assert await store.list_votes() == []
    assert await store.list_gaps(None) == []


async def test_many_tasks_at_once_lose_nothing(store: SqlStore) -> None:
    async def work(number: int) -> int:
        await store.save_reply(_reply(number, question=number % 7))
        await store.vote(_vote(number, _BOB))
        return await store.add_report(_REPORT)

    numbers = await asyncio.gather(*(work(number) for number in range(200)))
    assert len(set(numbers)) == 200
    found = [reply for question in range(7) for reply in await store.find_replies_to(question)]
    assert len(found) == 200
    assert len(await store.list_votes()) == 200


async def test_two_stores_on_one_database_wait_for_each_other(address: DatabaseAddress, store: SqlStore) -> None:
    other = SqlStore(address)
    await asyncio.gather(
        *(store.save_reply(_reply(number)) for number in range(50)),
        *(other.save_reply(_reply(number)) for number in range(50, 100)),
    )
    await other.close()
    assert (await store.count_holdings(_ALICE)).replies == 100


# Several processes


async def test_an_event_is_taken_up_once(address: DatabaseAddress, store: SqlStore) -> None:
    other = SqlStore(address)
    taken = await asyncio.gather(*(each.take_up(_SERVER) for each in (store, other, store, other)))
    await other.close()
    assert sorted(taken) == [False, False, False, True]
    assert await store.take_up(_OTHER_SERVER)


async def test_events_are_pruned_by_their_age(store: SqlStore) -> None:
    for event in range(3):
        assert await store.take_up(event)
    now = dt.datetime.now(tz=dt.UTC)
    assert await store.prune_events(now - dt.timedelta(hours=1)) == 0
    assert await store.prune_events(now + dt.timedelta(hours=1), 2) == 2
    assert await store.prune_events(now + dt.timedelta(hours=1), 2) == 1


async def test_what_one_wrote_the_other_reads(address: DatabaseAddress, store: SqlStore) -> None:
    other = SqlStore(address)
    await store.write_settings(_SERVER, _SETTINGS)
    assert await other.read_settings(_SERVER) == _SETTINGS
    await other.close()


async def test_only_what_can_be_shared_is_held_by_several(address: DatabaseAddress, store: SqlStore) -> None:
    other = SqlStore(address)
    await store.hold()
    if store.is_shared:
        await other.hold()
    else:
        with pytest.raises(StoreBusy):
            await other.hold()
    await other.close()
