"""The published figures that everybody can check (2017 to 2019), and releases in our own words."""

HEADER = (
    "month", "carried_over", "received", "completed", "credible", "non_credible", "duplicate", "open", "reopened",
    "killed", "killed_since_start",
)  # fmt: skip
PUBLISHED = (
    ("2017-03", "43", "27", "28", "9", "17", "2", "42", "", "", ""),
    ("2017-04", "(42)", "43", "47", "16", "31", "0", "38", "", "132", "484"),
    ("2018-11", "194", "15", "25", "3", "20", "2", "184", "", "15", "1,139"),
    ("2018-12", "184", "10", "12", "5", "6", "1", "182", "", "51", "1,190"),
    ("2019-08", "97", "2", "20", "7", "13", "0", "79", "2", "22", "1,335"),
)
MARCH_2017 = """30 April 2017
Monthly civilian casualty report

In the month of March 2017 the task force carried over 43 open reports from earlier months, received 27 new reports, and
completed the assessment on 28 reports. Seventeen of these were assessed to be non-credible, nine were assessed to be
credible, and two were duplicates of previous reports. A total of 42 reports are still open and being assessed.

To date, based on data between August 2014 and March 2017, there were 20,205 strikes that included 42,089 separate
engagements. During this period, the number of reports of possible civilian casualties was 396. The number of
credible reports of civilian casualties during this time period was 102. That is .24% of engagements.
"""
NOVEMBER_2018 = """Press desk | Dec. 30, 2018

Partners have freed nearly 8 million people since 2014, and hold all but approximately one percent of the land.
The force conducted a total of 31,406 strikes between August 2014 and end of November 2018. During this period, on the
information available, at least 1,139 civilians have been unintentionally killed by strikes since the start.

In the month of November, the force carried over 194 open reports from previous months and received 15 new reports. The
assessment of 25 civilian casualty allegation reports has been completed. Out of the 25 completed reports, three reports
were found to be credible and resulted in 15 unintentional civilian deaths. Two of the reports were determined to be
duplicates of reports made before and the remaining 20 reports were assessed to be non-credible. A total of 184 reports
are still open.

Credible reports. In each of these the precautions that could be taken were taken.
1. Nov. 13, 2017, near a village north of the river, via media report. Two civilians were unintentionally killed and one
injured.
2. On 5 Oct 2018 near a bridge: 12 civilians were killed.
"""
AUGUST_2019 = """| Sept. 26, 2019
The force conducted 34,573* strikes between August 2014 and the end of August 2019. During this period, it assesses that
at least 1,335 civilians have been unintentionally killed by its actions since the beginning of the operation.
In August, it carried over 97 open reports from previous months and received two new reports. It completed 20
assessment reports. Out of the 20 completed, seven were found credible and resulted in 22 unintentional civilian deaths.
The remaining 13 were assessed as non-credible. Seventy-nine reports are still open, including two that had been closed
and then reopened because of new information.
The results will fall into one of two categories, either "credible" or "non-credible".
"""
DECEMBER_2018 = """December 2018

The task force began the month with 184 open allegations. Ten new allegations came in and twelve were closed: five were
credible (51 civilians killed), six were found not credible, and one was a duplicate. That left 182 still open. The
number of civilians killed since the start of operations is at least 1,190.
"""
LISTED = """Civilian harm ledger, November 2018

Carried over: 194
Received: fifteen
Completed: 25
- credible: 3
- non-credible: 20
- duplicates: 2
Open at the end of the month: 184
Civilians killed: 15
Killed since the start: 1,139
"""
