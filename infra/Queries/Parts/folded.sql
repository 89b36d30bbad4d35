-- The artist and the song in lower case, the song without the featured artists and the year of a remaster.
concat(
  lower(trim(coalesce(artist, ''))),
  chr(31),
  coalesce(
    nullif(trim(regexp_replace(
      lower(song),
      '\s*[(\[](feat\.|ft\.|featuring |with )[^)\]]*[)\]]|\s*[(\[][^)\]]*remaster[^)\]]*[)\]]|\s+-\s[^-]*remaster.*$',
      '')), ''),
    lower(trim(song))))
