"""What the pages call things that records keep as short names: filters for templates."""

from django import template

from tollbook.web import called, events

register = template.Library()
RECORDS = (called.grade_name, called.job_name, called.precision_name, called.subject_name)
for name in (*RECORDS, events.event_name, events.field_name, events.scope_name):
    register.filter(name.__name__, name)
