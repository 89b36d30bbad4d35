-- Each year and month: minutes, plays, songs heard for the first time, ten songs, artists, albums. It reads all plays.
WITH
-- $counted
-- $recordings
keyed AS (
  SELECT
    *,
    date_trunc('month', heard_at) AS month,
    -- Empty for what has none: NULL is for what is in another group.
    coalesce(recording, '') AS song_key,
    CASE WHEN is_song THEN lower(trim(coalesce(artist, ''))) ELSE '' END AS artist_key,
    CASE WHEN is_song AND album IS NOT NULL THEN concat(album, chr(31), coalesce(artist, '')) ELSE '' END AS album_key
  FROM heard
),
months AS (
  SELECT
    month,
    CASE
      WHEN song_key IS NOT NULL THEN 'song'
      WHEN artist_key IS NOT NULL THEN 'artist'
      WHEN album_key IS NOT NULL THEN 'album'
      ELSE 'all'
    END AS kind,
    coalesce(song_key, artist_key, album_key) AS key,
    max(played_at) AS played_at,
    max_by(song_id, played_at) FILTER (WHERE song_id IS NOT NULL) AS song_id,
    max_by(artist_id, played_at) FILTER (WHERE artist_id IS NOT NULL) AS artist_id,
    max_by(album_id, played_at) FILTER (WHERE album_id IS NOT NULL) AS album_id,
    max_by(song, played_at) AS song,
    max_by(artist, played_at) AS artist,
    max_by(album, played_at) AS album,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms
  FROM keyed
  GROUP BY GROUPING SETS ((month), (month, song_key), (month, artist_key), (month, album_key))
),
named AS (
  SELECT
    *,
    CASE kind WHEN 'song' THEN song_id WHEN 'artist' THEN artist_id WHEN 'album' THEN album_id END AS id,
    CASE kind WHEN 'song' THEN song WHEN 'artist' THEN artist WHEN 'album' THEN album END AS name,
    CASE WHEN month = min(month) OVER (PARTITION BY kind, key) THEN 1 ELSE 0 END AS discoveries
  FROM months
  WHERE key <> '' OR kind = 'all'
),
periods AS (
  SELECT n.*, CASE u.unit WHEN 'year' THEN date_format(n.month, '%Y') ELSE date_format(n.month, '%Y-%m') END AS period
  FROM named n
  CROSS JOIN (VALUES ('year'), ('month')) AS u (unit)
),
asked AS (
  SELECT p.*, w.what, CASE WHEN w.what <> 'discoveries' THEN p.key END AS thing
  FROM periods p
  JOIN (
    VALUES
      ('all', 'minutes'), ('all', 'plays'), ('song', 'discoveries'), ('song', 'song'), ('artist', 'artist'),
      ('album', 'album')
  ) AS w (kind, what) ON w.kind = p.kind
),
answers AS (
  SELECT
    period,
    what,
    thing,
    max_by(id, played_at) FILTER (WHERE id IS NOT NULL) AS id,
    max_by(name, played_at) AS name,
    max_by(artist, played_at) AS artist,
    sum(CASE what WHEN 'minutes' THEN listened_ms WHEN 'discoveries' THEN discoveries ELSE plays END) AS value,
    sum(listened_ms) AS listened_ms
  FROM asked
  GROUP BY period, what, thing
),
ordered AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY period, what ORDER BY value DESC, listened_ms DESC NULLS LAST, thing) AS place
  FROM answers
)
SELECT
  period,
  what,
  place,
  CASE WHEN thing IS NOT NULL THEN id END AS id,
  CASE WHEN thing IS NOT NULL THEN name END AS name,
  CASE WHEN thing IS NOT NULL THEN artist END AS artist,
  CASE WHEN what = 'minutes' THEN CAST(round(CAST(value AS double) / 60000) AS bigint) ELSE value END AS value
FROM ordered
WHERE place <= 10
ORDER BY period, what, place
