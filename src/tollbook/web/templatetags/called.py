"""What the pages call things that records keep as short names: filters for templates."""

from django import template

from tollbook.web import called, events
from tollbook.web.inbox.lists import language_name

register = template.Library()
RECORDS = (called.grade_name, called.job_name, called.precision_name, called.subject_name, called.submission_named)
for name in (*RECORDS, events.event_name, events.field_name, events.scope_name):
    register.filter(name.__name__, name)
register.filter("own_language", language_name)
