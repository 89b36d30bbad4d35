-- Week by week over the last 31 days, what happened to the 50 artists with most places: a song counts for each artist.
WITH days AS (
  SELECT
    playlist_id,
    snapshot_date,
    lag(snapshot_date) OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS day_before,
    lead(snapshot_date) OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS day_after
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
),
places AS (
  SELECT playlist_id, snapshot_date, song_id, min(rank) AS rank
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND song_id IS NOT NULL
  GROUP BY playlist_id, snapshot_date, song_id
),
stays AS (
  SELECT
    p.playlist_id,
    p.snapshot_date,
    p.song_id,
    p.rank,
    d.day_before,
    d.day_after,
    lag(p.snapshot_date) OVER (PARTITION BY p.playlist_id, p.song_id ORDER BY p.snapshot_date) AS seen_before,
    lead(p.snapshot_date) OVER (PARTITION BY p.playlist_id, p.song_id ORDER BY p.snapshot_date) AS seen_after
  FROM places p
  JOIN days d ON d.playlist_id = p.playlist_id AND d.snapshot_date = p.snapshot_date
),
events AS (
  SELECT
    s.playlist_id,
    CASE WHEN c.is_exit THEN s.day_after ELSE s.snapshot_date END AS snapshot_date,
    s.song_id,
    CASE WHEN NOT c.is_exit THEN s.rank END AS rank,
    NOT c.is_exit AND s.day_before IS NOT NULL AND (s.seen_before IS NULL OR s.seen_before < s.day_before) AS is_entry,
    c.is_exit
  FROM stays s
  CROSS JOIN (VALUES (false), (true)) AS c (is_exit)
  WHERE NOT c.is_exit OR (s.day_after IS NOT NULL AND (s.seen_after IS NULL OR s.seen_after > s.day_after))
),
weeks AS (
  SELECT
    k.artist_id,
    date_trunc('week', e.snapshot_date) AS week,
    count(e.rank) AS places,
    count(DISTINCT CASE WHEN e.rank IS NOT NULL THEN e.song_id END) AS songs,
    count_if(e.is_entry) AS entries,
    count_if(e.is_exit) AS exits,
    min(e.rank) AS best_rank,
    count(DISTINCT CASE WHEN e.rank IS NOT NULL THEN e.snapshot_date END) AS days,
    count(DISTINCT CASE WHEN e.rank IS NOT NULL THEN e.playlist_id END) AS playlists
  FROM events e
  JOIN song_credits k ON k.song_id = e.song_id
  GROUP BY k.artist_id, date_trunc('week', e.snapshot_date)
),
summed AS (
  SELECT *, sum(places) OVER (PARTITION BY artist_id) AS all_places
  FROM weeks
),
ordered AS (
  SELECT *, dense_rank() OVER (ORDER BY all_places DESC, artist_id) AS number
  FROM summed
)
SELECT o.artist_id, a.artist, o.week, o.songs, o.entries, o.exits, o.best_rank, o.days, o.playlists
FROM ordered o
LEFT JOIN charted_artists a ON a.artist_id = o.artist_id
WHERE o.number <= 50
ORDER BY o.number, o.week
