"""Who has signed in, as every page needs them: with their site, by whose clock it tells times."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import Person


class PersonBackend(AuthenticationBackend):
    def get_user(self, user_id):
        person = Person.objects.select_related("site").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
