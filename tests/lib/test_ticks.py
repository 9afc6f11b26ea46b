"""What is done every minute: every job, whatever befalls another; and a thread that ends."""

import logging
import threading
import time

import pytest

from csweek.lib import ticks


@pytest.fixture(autouse=True)
def jobs(monkeypatch):
    found = {}
    monkeypatch.setattr(ticks, "_jobs", found)
    return found


def wait_for(question, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not question() and time.monotonic() < end:
        time.sleep(0.01)
    return question()


def test_a_job_that_fails_stops_no_other_and_is_told(caplog):
    done = []

    @ticks.every_minute
    def breaks(is_over):
        raise ZeroDivisionError

    @ticks.every_minute
    def cannot(is_over):
        raise ticks.Failed("there is no ink")

    @ticks.every_minute
    def works(is_over):
        done.append(is_over())

    with caplog.at_level(logging.ERROR):
        failed = ticks.run()
    assert [name.rpartition(".")[2] for name in failed] == ["breaks", "cannot"]
    assert done == [False]
    assert caplog.text.count("Traceback") == 1
    assert "there is no ink" in caplog.text


def test_a_run_is_over_after_its_time_and_when_it_is_stopped(monkeypatch):
    said = []
    ticks.every_minute(lambda is_over: said.append(is_over()))
    ticks.run(lambda: True)
    monkeypatch.setattr(ticks, "LONGEST", -1)
    ticks.run()
    assert said == [True, True]


def test_a_ticker_goes_on_after_an_error_and_ends_with_its_block(monkeypatch):
    runs = []

    def run(is_stopped):
        runs.append(threading.current_thread().name)
        raise RuntimeError("no luck")

    monkeypatch.setattr(ticks, "run", run)
    with ticks.Ticker(every=0.01) as ticker:
        assert wait_for(lambda: len(runs) > 3)
    assert not ticker.thread.is_alive()
    assert set(runs) == {"ticker"}


def test_a_ticker_lets_what_is_at_hand_be_finished():
    began, done = threading.Event(), []

    @ticks.every_minute
    def several(is_over):
        for number in range(50):
            if is_over():
                break
            began.set()
            time.sleep(0.2)
            done.append(number)

    with ticks.Ticker():
        assert began.wait(10)
    assert done == [0]


def test_a_ticker_gives_its_connections_back_after_each_run(monkeypatch):
    closed = []
    monkeypatch.setattr(ticks.connections, "close_all", lambda: closed.append(True))
    with ticks.Ticker(every=0.01):
        assert wait_for(lambda: len(closed) > 2)
