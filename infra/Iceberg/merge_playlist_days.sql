-- Makes playlist_days of the days equal to their snapshots: one row for each playlist and day.
MERGE INTO playlist_days t
USING (
  WITH given AS (
    SELECT
      playlist_id,
      CAST(snapshot_date AS date) AS snapshot_date,
      nullif(name, '') AS playlist,
      nullif(owner_id, '') AS owner_id,
      nullif(snapshot_id, '') AS snapshot_id,
      try_cast(track_count AS bigint) AS track_count,
      try(CAST(from_iso8601_timestamp(nullif(extracted_at, '')) AT TIME ZONE 'UTC' AS timestamp(6))) AS extracted_at,
      row_number() OVER (
        PARTITION BY playlist_id, snapshot_date
        ORDER BY extracted_at DESC, snapshot_id DESC, name DESC, owner_id DESC, track_count DESC
      ) AS choice
    FROM playlists
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
  ),
  counted AS (
    SELECT
      playlist_id,
      CAST(snapshot_date AS date) AS snapshot_date,
      count(DISTINCT try_cast(position AS bigint)) AS entries
    FROM playlist_entries
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
    GROUP BY playlist_id, snapshot_date
  ),
  new_rows AS (
    SELECT
      g.playlist_id,
      g.snapshot_date,
      g.playlist,
      g.owner_id,
      g.snapshot_id,
      g.track_count,
      coalesce(c.entries, 0) AS entries,
      g.extracted_at
    FROM given g
    LEFT JOIN counted c ON c.playlist_id = g.playlist_id AND c.snapshot_date = g.snapshot_date
    WHERE g.choice = 1
  ),
  old_rows AS (
    SELECT playlist_id, snapshot_date, playlist, owner_id, snapshot_id, track_count, entries, extracted_at
    FROM playlist_days
    WHERE snapshot_date BETWEEN DATE '$first_day' AND DATE '$last_day'
  )
  SELECT
    coalesce(n.playlist_id, o.playlist_id) AS playlist_id,
    coalesce(n.snapshot_date, o.snapshot_date) AS snapshot_date,
    n.playlist,
    n.owner_id,
    n.snapshot_id,
    n.track_count,
    n.entries,
    n.extracted_at,
    n.playlist_id IS NULL AS is_gone
  FROM new_rows n
  FULL JOIN old_rows o ON o.playlist_id = n.playlist_id AND o.snapshot_date = n.snapshot_date
  WHERE n.playlist_id IS NULL
    OR o.playlist_id IS NULL
    OR n.playlist IS DISTINCT FROM o.playlist
    OR n.owner_id IS DISTINCT FROM o.owner_id
    OR n.snapshot_id IS DISTINCT FROM o.snapshot_id
    OR n.track_count IS DISTINCT FROM o.track_count
    OR n.entries IS DISTINCT FROM o.entries
    OR n.extracted_at IS DISTINCT FROM o.extracted_at
) s
ON t.playlist_id = s.playlist_id
  AND t.snapshot_date = s.snapshot_date
  AND t.snapshot_date BETWEEN DATE '$first_day' AND DATE '$last_day'
WHEN MATCHED AND s.is_gone THEN DELETE
WHEN MATCHED THEN UPDATE SET
  playlist = s.playlist,
  owner_id = s.owner_id,
  snapshot_id = s.snapshot_id,
  track_count = s.track_count,
  entries = s.entries,
  extracted_at = s.extracted_at
WHEN NOT MATCHED THEN INSERT
  (playlist_id, snapshot_date, playlist, owner_id, snapshot_id, track_count, entries, extracted_at)
  VALUES (
    s.playlist_id, s.snapshot_date, s.playlist, s.owner_id, s.snapshot_id, s.track_count, s.entries, s.extracted_at)
