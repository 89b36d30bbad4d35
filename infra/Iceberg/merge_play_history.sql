-- Makes play_history of the months equal to the table plays: one row for each play.
MERGE INTO play_history t
USING (
  WITH given AS (
    SELECT
      played_month,
      try(CAST(from_iso8601_timestamp(nullif(played_at, '')) AT TIME ZONE 'UTC' AS timestamp(6))) AS played_at,
      try_cast(ms_played AS bigint) AS ms_played,
      nullif(kind, '') AS kind,
      nullif(song_id, '') AS song_id,
      nullif(song, '') AS song,
      nullif(artist, '') AS artist,
      nullif(album, '') AS album,
      nullif(isrc, '') AS isrc,
      nullif(album_id, '') AS album_id,
      nullif(artist_id, '') AS artist_id,
      try_cast(duration_ms AS bigint) AS duration_ms,
      nullif(context_type, '') AS context_type,
      nullif(context_uri, '') AS context_uri,
      try_cast(skipped AS boolean) AS skipped,
      nullif(source, '') AS source
    FROM plays
    WHERE played_month BETWEEN '$first_month' AND '$last_month'
  ),
  chosen AS (
    SELECT
      *,
      row_number() OVER (
        PARTITION BY played_at, ms_played, song_id, song, artist, album
        ORDER BY source DESC, kind DESC, isrc DESC, album_id DESC, artist_id DESC, duration_ms DESC, context_type DESC,
          context_uri DESC, skipped DESC
      ) AS choice
    FROM given
    -- In another month it would not be found again.
    WHERE date_format(played_at, '%Y-%m') = played_month
  ),
  new_rows AS (
    SELECT
      played_at,
      ms_played,
      coalesce(ms_played, duration_ms) AS listened_ms,
      ms_played IS NULL AND duration_ms IS NOT NULL AS estimated,
      kind,
      song_id,
      song,
      artist,
      album,
      isrc,
      album_id,
      artist_id,
      duration_ms,
      context_type,
      context_uri,
      skipped,
      source
    FROM chosen
    WHERE choice = 1
  ),
  old_rows AS (
    SELECT
      played_at, ms_played, listened_ms, estimated, kind, song_id, song, artist, album, isrc, album_id, artist_id,
      duration_ms, context_type, context_uri, skipped, source
    FROM play_history
    WHERE played_at BETWEEN TIMESTAMP '$first_day 00:00:00' AND TIMESTAMP '$last_day 23:59:59.999999'
  )
  SELECT
    coalesce(n.played_at, o.played_at) AS played_at,
    coalesce(n.ms_played, o.ms_played) AS ms_played,
    n.listened_ms,
    n.estimated,
    n.kind,
    coalesce(n.song_id, o.song_id) AS song_id,
    coalesce(n.song, o.song) AS song,
    coalesce(n.artist, o.artist) AS artist,
    coalesce(n.album, o.album) AS album,
    n.isrc,
    n.album_id,
    n.artist_id,
    n.duration_ms,
    n.context_type,
    n.context_uri,
    n.skipped,
    n.source,
    n.played_at IS NULL AS is_gone
  FROM new_rows n
  FULL JOIN old_rows o
    ON o.played_at = n.played_at
    AND coalesce(o.ms_played, -1) = coalesce(n.ms_played, -1)
    AND coalesce(o.song_id, '') = coalesce(n.song_id, '')
    AND coalesce(o.song, '') = coalesce(n.song, '')
    AND coalesce(o.artist, '') = coalesce(n.artist, '')
    AND coalesce(o.album, '') = coalesce(n.album, '')
  WHERE n.played_at IS NULL
    OR o.played_at IS NULL
    OR n.listened_ms IS DISTINCT FROM o.listened_ms
    OR n.estimated IS DISTINCT FROM o.estimated
    OR n.kind IS DISTINCT FROM o.kind
    OR n.isrc IS DISTINCT FROM o.isrc
    OR n.album_id IS DISTINCT FROM o.album_id
    OR n.artist_id IS DISTINCT FROM o.artist_id
    OR n.duration_ms IS DISTINCT FROM o.duration_ms
    OR n.context_type IS DISTINCT FROM o.context_type
    OR n.context_uri IS DISTINCT FROM o.context_uri
    OR n.skipped IS DISTINCT FROM o.skipped
    OR n.source IS DISTINCT FROM o.source
) s
ON t.played_at = s.played_at
  AND coalesce(t.ms_played, -1) = coalesce(s.ms_played, -1)
  AND coalesce(t.song_id, '') = coalesce(s.song_id, '')
  AND coalesce(t.song, '') = coalesce(s.song, '')
  AND coalesce(t.artist, '') = coalesce(s.artist, '')
  AND coalesce(t.album, '') = coalesce(s.album, '')
  AND t.played_at BETWEEN TIMESTAMP '$first_day 00:00:00' AND TIMESTAMP '$last_day 23:59:59.999999'
WHEN MATCHED AND s.is_gone THEN DELETE
WHEN MATCHED THEN UPDATE SET
  listened_ms = s.listened_ms,
  estimated = s.estimated,
  kind = s.kind,
  isrc = s.isrc,
  album_id = s.album_id,
  artist_id = s.artist_id,
  duration_ms = s.duration_ms,
  context_type = s.context_type,
  context_uri = s.context_uri,
  skipped = s.skipped,
  source = s.source
WHEN NOT MATCHED THEN INSERT
  (
    played_at, ms_played, listened_ms, estimated, kind, song_id, song, artist, album, isrc, album_id, artist_id,
    duration_ms, context_type, context_uri, skipped, source)
  VALUES (
    s.played_at, s.ms_played, s.listened_ms, s.estimated, s.kind, s.song_id, s.song, s.artist, s.album, s.isrc,
    s.album_id, s.artist_id, s.duration_ms, s.context_type, s.context_uri, s.skipped, s.source)
