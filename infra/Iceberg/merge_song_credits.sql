-- Brings song_credits up to date for the songs of the days: the artists named on the latest day, and the song's days.
MERGE INTO song_credits t
USING (
  -- Of no other song can the days or the artists have changed.
  WITH concerned AS (
    SELECT song_id
    FROM charted_songs
    WHERE first_day BETWEEN DATE '$first_day' AND DATE '$last_day'
      OR last_day BETWEEN DATE '$first_day' AND DATE '$last_day'
    UNION
    SELECT song_id
    FROM song_credits
    WHERE first_day BETWEEN DATE '$first_day' AND DATE '$last_day'
      OR last_day BETWEEN DATE '$first_day' AND DATE '$last_day'
  ),
  charted AS (
    SELECT
      s.song_id,
      s.song,
      s.first_day,
      s.last_day,
      s.last_day BETWEEN DATE '$first_day' AND DATE '$last_day' AS is_given
    FROM charted_songs s
    JOIN concerned c ON c.song_id = s.song_id
  ),
  artist_names AS (
    SELECT artist_id, snapshot_date, nullif(max(name), '') AS artist
    FROM artists
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
    GROUP BY artist_id, snapshot_date
  ),
  -- Two files of a day may name another artist first: only one is the first of the song.
  given AS (
    SELECT
      song_id,
      artist_id,
      snapshot_date,
      row_number() OVER (
        PARTITION BY song_id, snapshot_date ORDER BY min(try_cast(position AS bigint)), artist_id
      ) - 1 AS position
    FROM song_artists
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
    GROUP BY song_id, artist_id, snapshot_date
  ),
  old_rows AS (
    SELECT t.song_id, t.artist_id, t.position, t.song, t.artist, t.first_day, t.last_day
    FROM song_credits t
    JOIN concerned c ON c.song_id = t.song_id
  ),
  new_rows AS (
    SELECT s.song_id, g.artist_id, g.position, s.song, a.artist, s.first_day, s.last_day
    FROM charted s
    JOIN given g ON g.song_id = s.song_id AND CAST(g.snapshot_date AS date) = s.last_day
    LEFT JOIN artist_names a ON a.artist_id = g.artist_id AND a.snapshot_date = g.snapshot_date
    WHERE s.is_given
    UNION ALL
    SELECT s.song_id, o.artist_id, o.position, s.song, o.artist, s.first_day, s.last_day
    FROM charted s
    JOIN old_rows o ON o.song_id = s.song_id
    WHERE NOT s.is_given
  )
  SELECT
    coalesce(n.song_id, o.song_id) AS song_id,
    coalesce(n.artist_id, o.artist_id) AS artist_id,
    n.position,
    n.song,
    n.artist,
    n.first_day,
    n.last_day,
    n.song_id IS NULL AS is_gone
  FROM new_rows n
  FULL JOIN old_rows o ON o.song_id = n.song_id AND o.artist_id = n.artist_id
  WHERE n.song_id IS NULL
    OR o.song_id IS NULL
    OR n.position IS DISTINCT FROM o.position
    OR n.song IS DISTINCT FROM o.song
    OR n.artist IS DISTINCT FROM o.artist
    OR n.first_day IS DISTINCT FROM o.first_day
    OR n.last_day IS DISTINCT FROM o.last_day
) s
ON t.song_id = s.song_id AND t.artist_id = s.artist_id
WHEN MATCHED AND s.is_gone THEN DELETE
WHEN MATCHED THEN UPDATE SET
  position = s.position,
  song = s.song,
  artist = s.artist,
  first_day = s.first_day,
  last_day = s.last_day
WHEN NOT MATCHED THEN INSERT
  (song_id, artist_id, position, song, artist, first_day, last_day)
  VALUES (s.song_id, s.artist_id, s.position, s.song, s.artist, s.first_day, s.last_day)
