"""Which column of a staff list says what, known by its header, whoever wrote the list."""

import re
import unicodedata
from dataclasses import dataclass

# For each field the headers that may hold it, in order of trust: the first cell that says
# something counts. Written as key() makes them. The lists know the user exports of Google
# Workspace ("Email Address [Required]") and of Microsoft Entra ID ("userPrincipalName", with
# the older names of its columns), and sheets that people write: the common columns in English,
# Portuguese, German, Spanish and French.
HEADERS: dict[str, tuple[str, ...]] = {
    "email": (
        *("emailaddress", "email", "mail", "workemail", "workemailaddress", "companyemail"),
        *("primaryemail", "businessemail", "emailwork", "staffemail", "employeeemail"),
        *("enderecodeemail", "enderecoeletronico", "correioeletronico"),
        *("emailprofissional", "emailcorporativo", "emaildetrabalho", "emailinstitucional"),
        *("emailadresse", "mailadresse", "dienstlicheemail", "geschaftlicheemail"),
        *("correoelectronico", "correo", "direcciondecorreo", "direcciondecorreoelectronico"),
        *("courriel", "adresseemail", "adressemail", "adresseelectronique", "adressecourriel"),
        *("userprincipalname", "upn", "username", "userlogonname", "login"),
    ),
    "name": (
        *("fullname", "displayname", "name", "employeename", "staffname", "employee"),
        *("nomecompleto", "nome", "nomedocolaborador", "colaborador", "funcionario"),
        *("vollstandigername", "mitarbeiter", "mitarbeitername"),
        *("nombrecompleto", "nombreyapellidos", "nombre", "empleado"),
        *("nomcomplet", "nometprenom", "prenometnom", "collaborateur"),
    ),
    "given_name": (
        *("firstname", "givenname", "forename", "givennames", "firstnames", "forenames", "first"),
        *("primeironome", "nomeproprio", "nomesproprios"),
        *("vorname", "vornamen", "primernombre", "prenom", "prenoms"),
    ),
    "surname": (
        *("lastname", "surname", "familyname", "lastnames", "surnames", "last"),
        *("apelido", "apelidos", "sobrenome", "ultimonome", "nomedefamilia"),
        *("nachname", "familienname", "apellido", "apellidos", "nom", "nomdefamille"),
    ),
    "said_as": (
        *("saidas", "howtosaythename", "howtosay", "pronunciation", "namepronunciation"),
        *("pronuncia", "comosedizonome", "comosediz"),
        *("aussprache", "pronunciacion", "prononciation"),
    ),
    "team": (
        *("team", "teamname", "equipa", "equipe", "nomedaequipa"),
        *("department", "dept", "departmentname", "departamento", "setor", "seccao", "secao"),
        *("abteilung", "gruppe", "bereich", "equipo", "seccion", "area"),
        *("departement", "service"),
        *("businessunit", "division", "orgunitpath", "orgunit"),
    ),
    "site": (
        *("site", "sitename", "worksite", "workplace", "worklocation", "location", "office"),
        *("branch", "store", "local", "localdetrabalho", "localizacao", "escritorio", "filial"),
        *("loja", "instalacoes", "city", "cidade", "localidade"),
        *("standort", "niederlassung", "filiale", "arbeitsort", "buro", "ort"),
        *("sede", "centrodetrabajo", "centro", "lugardetrabajo", "ubicacion", "oficina"),
        *("sucursal", "ciudad", "lieudetravail", "lieu", "agence", "etablissement", "bureau"),
        *("ville",),
        *("officelocation", "physicaldeliveryofficename", "buildingid"),
    ),
    "shift": (
        *("shift", "shiftname", "workshift", "shiftpattern", "turno", "horario"),
        *("schicht", "schichtname", "horaire", "plagehoraire"),
    ),
    "line_manager": (
        *("manageremail", "linemanageremail", "emaildomanager", "emaildachefia", "emaildogestor"),
        *("linemanager", "linemanagername", "manager", "managername", "reportsto", "supervisor"),
        *("directmanager", "chefia", "chefiadireta", "chefe", "gestor", "gestordireto"),
        *("superior", "superiorhierarquico", "responsavel", "responsavelhierarquico"),
        *("emailvorgesetzter", "emaildesvorgesetzten", "vorgesetzter", "vorgesetzte"),
        *("fuhrungskraft", "teamleiter", "teamleitung", "correodeljefe", "jefe", "jefa"),
        *("jefedirecto", "jefeinmediato", "responsabledirecto", "responsable"),
        *("superieurhierarchique", "superieur", "responsablehierarchique", "chef"),
    ),
    "start_date": (
        *("startdate", "employmentstartdate", "datestarted", "started", "startedon", "start"),
        *("hiredate", "datehired", "datehire", "dateofhire", "employeehiredate"),
        *("joined", "datejoined", "joindate", "joiningdate", "dateofjoining", "joinedon"),
        *("datadeinicio", "inicio", "datadeadmissao", "admissao", "datadeentrada", "entrada"),
        *("eintrittsdatum", "eintritt", "startdatum", "einstellungsdatum", "beginn"),
        *("fechadeinicio", "fechadeingreso", "fechadealta", "fechadecontratacion"),
        *("datededebut", "datedentree", "datedembauche", "debut"),
    ),
    "external_id": (
        *("staffnumber", "staffno", "staffid", "employeeid", "employeenumber", "employeeno"),
        *("personnelnumber", "payrollnumber", "personid", "numerodecolaborador", "numero"),
        *("numerodefuncionario", "numeromecanografico", "nomecanografico", "nmecanografico"),
        *("matricula", "nodecolaborador"),
        *("personalnummer", "personalnr", "mitarbeiternummer", "mitarbeiternr"),
        *("numerodeempleado", "nodeempleado", "noempleado", "legajo"),
        *("matricule", "numerodematricule", "numerodemploye", "numerodesalarie"),
        *("id", "objectid"),
    ),
    "status": ("status", "accountstatus", "employmentstatus", "estado", "situacao", "statut"),
    "enabled": (
        *("accountenabled", "enabled", "active", "isactive", "ativo", "ativa"),
        *("aktiv", "activo", "activa", "actif"),
    ),
    "suspended": (
        *("suspended", "issuspended", "suspenso", "blocksignin", "archived"),
        *("gesperrt", "suspendido", "suspendu"),
    ),
    "user_type": ("usertype",),
}
FIELD_OF = {header: field for field, headers in HEADERS.items() for header in headers}
GOOGLE = {"firstname", "lastname", "emailaddress", "orgunitpath"}
ENTRA = {"userprincipalname", "displayname", "usertype"}


class MissingColumns(Exception):
    """The header names no column for the e-mail address, or none for the name."""

    def __init__(self, missing: tuple[str, ...], header: tuple[str, ...]):
        super().__init__(f"no column for {' and '.join(missing)}")
        self.missing = missing
        self.header = header


@dataclass(frozen=True)
class Columns:
    """`places`: for each field the columns to look at, in order, counted from 0."""

    places: dict[str, tuple[int, ...]]
    used: dict[str, tuple[str, ...]]
    unused: tuple[str, ...]
    source: str

    def first(self, field: str, cells: list[str]) -> str:
        """The first of the field's cells that says something."""
        for place in self.places.get(field, ()):
            if cells[place] and not cells[place].isspace():
                return cells[place]
        return ""


def key(header: str) -> str:
    """'Email Address [Required]' → 'emailaddress'; 'Nº mecanográfico' → 'nomecanografico'."""
    outside = re.sub(r"\[[^\]]*\]|\([^)]*\)", " ", header)
    outside = re.sub(r"\b(required|optional)\s*$", "", outside.strip(), flags=re.IGNORECASE)
    letters = unicodedata.normalize("NFKD", outside.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def is_header(cells: list[str]) -> bool:
    """Whether a row looks like the header of a staff list: an address and some kind of name."""
    fields = {FIELD_OF.get(key(cell)) for cell in cells}
    return "email" in fields and bool(fields & {"name", "given_name", "surname"})


def recognise(header: list[str]) -> Columns:
    """The columns of a staff list. Raises MissingColumns."""
    keys = [key(cell) for cell in header]
    places = {
        field: tuple(keys.index(each) for each in headers if each in keys)
        for field, headers in HEADERS.items()
    }
    places = {field: found for field, found in places.items() if found}
    # "Name" beside "Surname" and no "First name" is the first name.
    if "name" in places and "surname" in places and "given_name" not in places:
        places["given_name"] = places.pop("name")
    # So is "Vorname" beside "Name", which is the surname then.
    if "vorname" in keys and "name" in keys and "surname" not in places:
        places["surname"] = places.pop("name")
    missing = tuple(
        field
        for field, ways in {"email": {"email"}, "name": {"name", "given_name", "surname"}}.items()
        if not ways & places.keys()
    )
    if missing:
        raise MissingColumns(missing, tuple(cell for cell in header if cell))
    used = {field: tuple(header[place] for place in found) for field, found in places.items()}
    taken = {place for found in places.values() for place in found}
    unused = tuple(cell for place, cell in enumerate(header) if cell and place not in taken)
    return Columns(places, used, unused, _source(set(keys)))


def _source(keys: set[str]) -> str:
    if keys >= GOOGLE:
        return "google"
    return "entra" if keys >= ENTRA else "sheet"
