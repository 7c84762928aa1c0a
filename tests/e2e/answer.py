"""What the candidate in the end-to-end test says: about a minute, with a pause to think."""

ANSWER = """
So last spring I was running the vendor change for our three clinics, and I decided to move all of them
on the same weekend. I had the plan to begin with one clinic on my desk, and I dropped it, because I did
not want to look slow. [pause 1.6] On Monday, forty patients turned up with no appointment in the system,
and two of the front desk staff were in tears by ten. That was my mistake. I think the honest reason is
that I treat being quick as being good. I had been praised for it my whole career, so a slower plan felt
like admitting something. Now I write the smallest first step at the top of the plan, and somebody else
signs it before I book anything. I have done four moves since, the last one took nine weeks, and nobody
phoned me on the Monday. I still feel the pull to go faster when the calendar is tight.
""".strip()
#: Words that the transcript must have, and one to find the take by.
SAID = ("clinics", "weekend", "appointment", "mistake", "calendar")
FIND_BY = "calendar"
