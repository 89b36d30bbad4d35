-- Texts of two days' tables and two months' plays that are no number, time or truth value. It must return nothing.
WITH given AS (
  SELECT
    'playlists' AS table_name,
    c.name AS column_name,
    snapshot_date AS day_or_month,
    CASE c.name
      WHEN 'track_count' THEN track_count
      WHEN 'extracted_at' THEN extracted_at
    END AS given_text,
    CASE c.name
      WHEN 'track_count' THEN try_cast(track_count AS bigint) IS NOT NULL
      WHEN 'extracted_at' THEN try(from_iso8601_timestamp(nullif(extracted_at, '')) AT TIME ZONE 'UTC') IS NOT NULL
    END AS is_understood
  FROM playlists
  CROSS JOIN (VALUES ('track_count'), ('extracted_at')) AS c (name)
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  UNION ALL
  SELECT
    'playlist_entries',
    c.name,
    snapshot_date,
    CASE c.name
      WHEN 'position' THEN position
      WHEN 'added_at' THEN added_at
    END,
    CASE c.name
      WHEN 'position' THEN try_cast(position AS bigint) IS NOT NULL
      WHEN 'added_at' THEN try(from_iso8601_timestamp(nullif(added_at, '')) AT TIME ZONE 'UTC') IS NOT NULL
    END
  FROM playlist_entries
  CROSS JOIN (VALUES ('position'), ('added_at')) AS c (name)
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  UNION ALL
  SELECT
    'songs',
    c.name,
    snapshot_date,
    CASE c.name
      WHEN 'duration_ms' THEN duration_ms
      WHEN 'explicit' THEN explicit
      WHEN 'popularity' THEN popularity
      WHEN 'disc_number' THEN disc_number
      WHEN 'track_number' THEN track_number
    END,
    CASE c.name
      WHEN 'duration_ms' THEN try_cast(duration_ms AS bigint) IS NOT NULL
      WHEN 'explicit' THEN try_cast(explicit AS boolean) IS NOT NULL
      WHEN 'popularity' THEN try_cast(popularity AS bigint) IS NOT NULL
      WHEN 'disc_number' THEN try_cast(disc_number AS bigint) IS NOT NULL
      WHEN 'track_number' THEN try_cast(track_number AS bigint) IS NOT NULL
    END
  FROM songs
  CROSS JOIN (VALUES ('duration_ms'), ('explicit'), ('popularity'), ('disc_number'), ('track_number')) AS c (name)
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  UNION ALL
  SELECT
    'albums',
    c.name,
    snapshot_date,
    CASE c.name
      WHEN 'release_date' THEN release_date
      WHEN 'total_tracks' THEN total_tracks
    END,
    CASE c.name
      WHEN 'release_date' THEN try_cast(substr(release_date, 1, 4) AS bigint) IS NOT NULL
      WHEN 'total_tracks' THEN try_cast(total_tracks AS bigint) IS NOT NULL
    END
  FROM albums
  CROSS JOIN (VALUES ('release_date'), ('total_tracks')) AS c (name)
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  UNION ALL
  SELECT 'song_artists', 'position', snapshot_date, position, try_cast(position AS bigint) IS NOT NULL
  FROM song_artists
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  UNION ALL
  SELECT 'album_artists', 'position', snapshot_date, position, try_cast(position AS bigint) IS NOT NULL
  FROM album_artists
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  UNION ALL
  SELECT
    'plays',
    c.name,
    played_month,
    CASE c.name
      WHEN 'played_at' THEN played_at
      WHEN 'ms_played' THEN ms_played
      WHEN 'duration_ms' THEN duration_ms
      WHEN 'skipped' THEN skipped
    END,
    CASE c.name
      WHEN 'played_at' THEN try(from_iso8601_timestamp(nullif(played_at, '')) AT TIME ZONE 'UTC') IS NOT NULL
      WHEN 'ms_played' THEN try_cast(ms_played AS bigint) IS NOT NULL
      WHEN 'duration_ms' THEN try_cast(duration_ms AS bigint) IS NOT NULL
      WHEN 'skipped' THEN try_cast(skipped AS boolean) IS NOT NULL
    END
  FROM plays
  CROSS JOIN (VALUES ('played_at'), ('ms_played'), ('duration_ms'), ('skipped')) AS c (name)
  WHERE played_month >= substr(CAST(current_date - interval '1' month AS varchar), 1, 7)
)
SELECT table_name, column_name, day_or_month, min(given_text) AS example, count(*) AS failures
FROM given
WHERE given_text <> '' AND NOT is_understood
GROUP BY table_name, column_name, day_or_month
ORDER BY table_name, column_name, day_or_month
