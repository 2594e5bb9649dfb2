from course_lib.interactive.questions.verdict import Status, Verdict


def test_only_a_right_answer_has_passed():
    assert [Verdict(status, "").passed for status in Status] == [True, False, False]


def test_a_verdict_says_in_words_how_it_stands():
    verdict = Verdict(Status.NOT_YET, "Put $x<1$ into\n`f`.")
    assert repr(verdict) == "Not yet. Put $x<1$ into `f`."
    assert verdict._repr_html_().endswith(
        '<p><strong>Not yet.</strong> Put <span class="math">\\(x&lt;1\\)</span> into <code>f</code>.</p></div>'
    )
