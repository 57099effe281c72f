"""What a signed-in patient sees: a page, and results that its script asks for. Caching is left to Django."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import render

PATIENT = {
    "given_name": "Isaveth",
    "family_name": "Thornquist",
    "mrn": "MRN-3KD9-7714-ZB",
}
RESULTS = [{"test": "Calvarin level", "result": "Ostrelic serum panel normal"}]


@login_required
def home(request):
    return render(request, "ward/home.html", {"patient": PATIENT})


@login_required
def results(request):
    return JsonResponse({"mrn": PATIENT["mrn"], "results": RESULTS})
