"""확인할 일 and 건별 확인: thin; what the pages show is gathered in the modules beside this one."""

from django.http import Http404, HttpRequest, HttpResponse

from jikwon.console.access import needs
from jikwon.trust.rights import Right


@needs(Right.ANSWER)
def inbox(request: HttpRequest) -> HttpResponse:
    """List questions."""
    raise Http404


together = go_on = case = take = forward = hold = release = draft = picture = inbox
