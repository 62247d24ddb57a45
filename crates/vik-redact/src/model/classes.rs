//! Small families of words that stand before, after or in a name.

/// What a word often does next to a name; 0 if nothing of the kind.
#[must_use]
pub fn class(lower: &str) -> u8 {
    match lower {
        "mevrouw" | "mevr" | "mw" | "mvr" | "meneer" | "mijnheer" | "heer" | "heren" | "dhr" | "dame"
        | "juffrouw" | "mr" | "mrs" | "drs" | "dr" | "ir" | "ing" | "prof" | "professor" | "ds"
        | "dominee" | "pater" | "zuster" | "imam" | "familie" | "fam" | "weduwe" | "wed" | "sjeik"
        | "hadji" | "meester" | "jonkheer" | "mej" | "prins" | "prinses" | "koning" | "koningin" => 1,
        "agent" | "agente" | "hoofdagent" | "hoofdagente" | "brigadier" | "inspecteur"
        | "hoofdinspecteur" | "commissaris" | "hoofdcommissaris" | "aspirant" | "surveillant"
        | "wijkagent" | "wijkagente" | "rechercheur" | "teamchef" | "teamleider" | "chef"
        | "ploegchef" | "groepschef" | "motoragent" | "hondengeleider" | "collega" | "collega's"
        | "coördinator" | "coordinator" | "adjudant" | "opperwachtmeester" | "wachtmeester"
        | "kapitein" | "luitenant" | "sergeant" | "kolonel" | "generaal" | "hovj" | "ovd" | "opco"
        | "districtschef" | "korpschef" | "politiechef" | "sectorhoofd" | "praktijkbegeleider"
        | "mentor" | "docent" | "trainer" | "onderzoeker" | "rapporteur" | "verbalisant"
        | "verbalisanten" | "centralist" | "centraliste" | "analist" | "boa" | "hulpofficier"
        | "opsporingsambtenaar" | "leidinggevende" | "operationeel" | "bc" | "ba" | "ha" => 2,
        "betrokkene" | "melder" | "meldster" | "verdachte" | "getuige" | "getuigen" | "aangever"
        | "aangeefster" | "klager" | "klaagster" | "slachtoffer" | "burger" | "buurman" | "buurvrouw"
        | "cliënt" | "cliënte" | "advocaat" | "advocate" | "raadsman" | "raadsvrouw" | "gemachtigde"
        | "officier" | "rechter" | "raadsheer" | "raadsheren" | "griffier" | "vice-president"
        | "voorzitter" | "secretaris" | "notulist" | "burgemeester" | "wethouder" | "minister"
        | "premier" | "president" | "directeur" | "huisarts" | "bedrijfsarts" | "psycholoog"
        | "tolk" | "arts" | "dokter" | "journalist" | "schrijver" | "auteur" | "zanger" | "zangeres"
        | "trainster" | "bestuurder" | "eigenaar" | "bewoner" | "passagier" | "conducteur"
        | "advocaat-generaal" | "procureur-generaal" | "a-g" | "appellant" | "appellante" | "eiser"
        | "eiseres" | "verweerder" => 3,
        "vader" | "moeder" | "broer" | "zus" | "zusje" | "broertje" | "zoon" | "dochter" | "man"
        | "vrouw" | "partner" | "echtgenoot" | "echtgenote" | "vriend" | "vriendin" | "ex" | "neef"
        | "nicht" | "oom" | "tante" | "opa" | "oma" | "zwager" | "schoonzus" | "kind" | "kinderen"
        | "zoontje" | "dochtertje" | "mama" | "papa" | "ouders" | "maat" | "maatje" => 4,
        "van" | "de" | "der" | "den" | "ter" | "ten" | "te" | "het" | "'t" | "t" | "von" | "zu" | "el"
        | "al" | "ben" | "bin" | "ait" | "aït" | "ould" | "abu" | "abou" | "bou" | "da" | "dos" | "do"
        | "di" | "del" | "della" | "la" | "le" | "du" | "des" | "d" | "op" | "aan" | "bij" | "in" | "uit"
        | "over" | "onder" | "voor" | "v" | "vd" | "v/d" | "y" | "e" | "s" | "'s" => 5,
        "zegt" | "zei" | "zeiden" | "verklaart" | "verklaarde" | "verklaren" | "vertelt" | "vertelde"
        | "meldt" | "meldde" | "vraagt" | "vroeg" | "antwoordt" | "antwoordde" | "schrijft" | "schreef"
        | "belt" | "belde" | "appt" | "appte" | "mailt" | "mailde" | "roept" | "riep" | "stelt"
        | "stelde" | "geeft" | "gaf" | "ontkent" | "ontkende" | "erkent" | "erkende" | "vindt" | "vond"
        | "denkt" | "dacht" | "weet" | "wist" | "hoorde" | "hoort" | "zag" | "ziet" | "reageert"
        | "reageerde" | "lachte" | "lacht" | "bevestigt" | "bevestigde" | "bood" | "biedt" => 6,
        "heeft" | "had" | "is" | "was" | "wil" | "wilde" | "kan" | "kon" | "moet" | "moest" | "zou"
        | "zal" | "gaat" | "ging" | "komt" | "kwam" | "doet" | "deed" | "wordt" | "werd" | "blijft"
        | "bleef" | "staat" | "stond" | "zit" | "zat" | "loopt" | "liep" | "krijgt" | "kreeg" | "neemt"
        | "nam" | "ziek" | "vrij" => 7,
        "team" | "basisteam" | "robuust" | "district" | "eenheid" | "bureau" | "politiebureau"
        | "wijkteam" | "meldkamer" | "dienst" | "afdeling" | "cluster" | "sector" | "post"
        | "politiepost" | "districtsrecherche" | "vreemdelingenpolitie" | "teams" | "regio"
        | "forensische" | "opsporing" | "recherche" | "arrestantencomplex" | "cellencomplex"
        | "regionale" | "regionaal" | "landelijke" | "oc" | "drr" | "bt" | "flex" | "flexteam" => 8,
        "bv" | "b.v" | "nv" | "vof" | "stichting" | "vereniging" | "bedrijf" | "firma" | "school"
        | "college" | "basisschool" | "moskee" | "kerk" | "restaurant" | "café" | "cafe" | "hotel"
        | "supermarkt" | "ziekenhuis" | "garage" | "sportschool" | "voetbalclub" | "club" | "groep"
        | "holding" | "universiteit" | "hogeschool" | "academie" | "bank" | "krant" | "omroep"
        | "partij" | "vakbond" | "instituut" | "ministerie" | "gemeente" | "advocaten" | "advocatuur"
        | "beveiliging" | "transport" | "bouw" | "makelaardij" | "sv" | "vv" | "fc" | "kantoor" => 9,
        "straat" | "laan" | "plein" | "weg" | "gracht" | "kade" | "singel" | "wijk" | "buurt" | "dorp"
        | "stad" | "plaats" | "woonplaats" | "adres" | "park" | "station" | "winkelcentrum" | "haven"
        | "polder" | "brug" | "rotonde" | "kruising" | "wonende" | "geboren" | "woont" | "woonachtig"
        | "gevestigd" | "hoek" | "parkeerplaats" | "afrit" => 10,
        "naar" | "vanuit" | "nabij" | "richting" | "tussen" | "omgeving" | "binnenstad" | "centrum"
        | "noord" | "zuid" | "oost" | "west" | "midden" | "noorden" | "zuiden" => 11,
        "genaamd" | "naam" | "namen" | "heet" | "heette" | "alias" | "bijgenaamd" | "roepnaam"
        | "voornaam" | "achternaam" | "genoemd" | "noemt" | "noemde" | "noemen" | "bijnaam" | "nickname"
        | "ps" | "initialen" => 12,
        "groet" | "groeten" | "groetjes" | "gr" | "grt" | "mvg" | "hoogachtend" | "beste" | "hoi" | "hey"
        | "hé" | "hee" | "dag" | "lieve" | "geachte" | "hallo" | "goedemorgen" | "goedemiddag"
        | "ondergetekende" | "bedankt" | "dank" | "sorry" | "ok" | "oke" | "oké" | "ja" | "nee" | "yo"
        | "jo" | "succes" | "xx" | "x" => 13,
        "cc" | "bcc" | "onderwerp" | "verzonden" | "ontvangen" | "opgemaakt"
        | "ingevuld" | "beller" | "gebeld" | "gebruiker" | "user" | "login" | "aanwezig" | "afwezig"
        | "afmelding" | "deelnemers" | "medewerker" | "account" | "behandeld" | "akkoord" | "gezien"
        | "actie" | "actiehouder" | "besproken" => 14,
        "en" | "met" | "door" | "namens" | "tegen" | "volgens" | "aldus" | "zonder" | "via" | "dat"
        | "of" | "als" | "toen" | "omdat" | "want" | "maar" | "ook" | "tussenpersoon" => 15,
        _ => 0,
    }
}
