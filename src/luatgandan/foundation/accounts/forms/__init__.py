"""Cleaning of what people type."""

from .fields import CitizenNumberField, ContactField, PhoneField, clean_contact, clean_phone
from .own import ConsentsForm, DataRequestForm, EndSessionForm, GuardianForm, ProfileForm
from .signin import (
    AddMailForm,
    ChangePhoneForm,
    ConfirmMailForm,
    ConfirmPhoneForm,
    ConfirmSignInForm,
    SignInForm,
    SignUpForm,
)

__all__ = [
    "AddMailForm",
    "ChangePhoneForm",
    "CitizenNumberField",
    "ConfirmMailForm",
    "ConfirmPhoneForm",
    "ConfirmSignInForm",
    "ConsentsForm",
    "ContactField",
    "DataRequestForm",
    "EndSessionForm",
    "GuardianForm",
    "PhoneField",
    "ProfileForm",
    "SignInForm",
    "SignUpForm",
    "clean_contact",
    "clean_phone",
]
