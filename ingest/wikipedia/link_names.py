"""What a link is to, by its prefix: a file, a category, another wiki, or a page."""

import re
from dataclasses import dataclass
from enum import Enum

from ingest.wikipedia.head import CATEGORY, FILE

# Older local names, which pages still use and a dump does not list; and the names for dumps that list none.
_FILES = """
file image media fichier bild datei bestand afbeelding archivo imagen ficheiro arquivo imagem fitxer imatge soubor
obrázek súbor obrázok fil bilde billede immagine berkas gambar fail imej delwedd restr skeudenn ملف صورة وسائط پرونده
تصویر मीडिया चित्र फ़ाइल lêer beeld fichièr imachen fichero ficheru archivu imaxe imaxen mmàggini fiġġur plik grafika
файл изображение зображення файл fitxategi irudi fișier imagine fájl kép dosya resim αρχείο εικόνα tiedosto kuva
ファイル 画像 파일 그림 文件 檔案 档案 图像 圖像 tập_tin hình
"""
_CATEGORIES = """
category catégorie rummad تصنيف رده श्रेणी categorie categori categoría categoria kategorie kategória kategori
catigurìa categoría categoría categoría ketegory kategorija kategoria kategorie luokka категория категорія kategoria
categorie categoria kategória kategori κατηγορία カテゴリ 분류 分类 分類 thể_loại catigoria jamii kaarangay flokkur
"""
_MEDIA = re.compile(
    r"\.(?:jpe?g|png|svg|gif|tiff?|webp|xcf|pdf|djvu|og[gav]|oga|opus|flac|wav|mp[34]|midi?|webm|stl)$", re.IGNORECASE
)
_SISTERS = frozenset(
    """
    w wikt wiktionary n wikinews b wikibooks q wikiquote s wikisource oldwikisource species wikispecies v
    wikiversity voy wikivoyage wmf foundation c commons d wikidata m meta mw mediawikiwiki incubator
    """.split()  # noqa: SIM905 (a word list reads best as words)
)
_OTHER_WIKIS = frozenset(
    """
    abs ace ady als ami anp ary atj avk awa azb ban bcl bdr bew bjn blk bpy btm bxr cho chr chy cu dag dga din dsb
    dtp dty ee fat ff fj fon gag gcr glk gom gor got gpe guc guw gur haw hif hyw ht ik inh iu jam kab kaj kbd kbp
    kcg kg ki kge koi krc ks kw lad lbe lez lfn lg ltg lrc mad mai mdf mdk mni mnw mos mus myv na nah nds-nl nia
    nqo nr nrm nso nv ny olo om pag pam pap pcd pcm pfl pi pih pnt pwn rmy roa-rup roa-tara rn rue sat se sg shi
    shn skr sm smn sn srn ss st stq szy tay tcy tdd ti tig tly tn to tpi trv ts tum tw ty tyv udm ve vot wls xal
    xh za zgh zu iba knc nup rsk
    """.split()  # noqa: SIM905 (a word list reads best as words)
)


class Target(Enum):
    """What a link leads to."""

    PAGE = "page"
    FILE = "file"
    CATEGORY = "category"
    OTHER_LANGUAGE = "other language"
    SISTER = "sister"


@dataclass(frozen=True, kw_only=True)
class LinkNames:
    """The prefixes, lower-case and with spaces, that make a link one to a file, a category or another language."""

    files: frozenset[str]
    categories: frozenset[str]
    languages: frozenset[str]


def link_names(namespaces: dict[int, str]) -> LinkNames:
    """The names of a dump, beside the English ones and older local ones."""
    # Imported here because workers, which never come here, start faster without.
    from ingest.languages import shipped_languages

    local = {
        number: {_plain(namespaces[number])} if namespaces.get(number) else set[str]() for number in (FILE, CATEGORY)
    }
    return LinkNames(
        files=frozenset(map(_plain, _FILES.split())) | local[FILE],
        categories=frozenset(map(_plain, _CATEGORIES.split())) | local[CATEGORY],
        languages=_OTHER_WIKIS | frozenset(shipped_languages()),
    )


def target_of(title: str, names: LinkNames) -> Target:
    """What `[[title]]` leads to; a leading colon makes any of them a link in the text."""
    prefix, colon, rest = title.partition(":")
    if not colon or not prefix.strip():
        return Target.PAGE
    plain = _plain(prefix)
    if plain in names.files or _MEDIA.search(rest.strip()):
        return Target.FILE
    if plain in names.categories:
        return Target.CATEGORY
    if prefix.strip().lower() in names.languages:
        return Target.OTHER_LANGUAGE
    return Target.SISTER if plain in _SISTERS else Target.PAGE


def _plain(name: str) -> str:
    """A namespace's name as it is compared: lower-case, spaces single and for underscores."""
    return " ".join(name.replace("_", " ").split()).casefold()
