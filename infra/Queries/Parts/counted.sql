-- The plays that count, at the listener's time (the settings countedMs and timeZone). One of unknown length counts.
counted AS (
  SELECT
    played_at,
    date_add(
      'minute',
      60 * timezone_hour(with_timezone(played_at, 'UTC') AT TIME ZONE '$time_zone')
        + timezone_minute(with_timezone(played_at, 'UTC') AT TIME ZONE '$time_zone'),
      played_at) AS heard_at,
    listened_ms,
    kind IN ('track', 'local') AS is_song,
    song_id,
    song,
    artist,
    album,
    upper(replace(isrc, '-', '')) AS isrc,
    album_id,
    artist_id
  FROM play_history
  WHERE coalesce(listened_ms, $counted_ms) >= $counted_ms
),
