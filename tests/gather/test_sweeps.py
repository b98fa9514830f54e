import gc

import pytest

from tollbook.gather.sweeps import paused


def test_sweeps_go_on_after_the_block_even_when_it_fails() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError), paused():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_sweeps_that_were_off_stay_off() -> None:
    gc.disable()
    try:
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
