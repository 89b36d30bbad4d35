-- Brings charted_songs up to date for the songs of the days: first and latest day, and the values of the latest day.
MERGE INTO charted_songs t
USING (
  WITH given AS (
    SELECT
      song_id,
      CAST(snapshot_date AS date) AS given_day,
      nullif(name, '') AS song,
      nullif(album_id, '') AS album_id,
      nullif(isrc, '') AS isrc,
      try_cast(duration_ms AS bigint) AS duration_ms,
      try_cast(explicit AS boolean) AS explicit,
      try_cast(popularity AS bigint) AS popularity,
      try_cast(disc_number AS bigint) AS disc_number,
      try_cast(track_number AS bigint) AS track_number,
      nullif(url, '') AS url,
      row_number() OVER (
        PARTITION BY song_id
        ORDER BY snapshot_date DESC, name DESC, album_id DESC, try_cast(popularity AS bigint) DESC NULLS LAST,
          duration_ms DESC, explicit DESC, isrc DESC, disc_number DESC, track_number DESC, url DESC
      ) AS choice
    FROM songs
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
  ),
  -- Of no other song can the first or the latest day have changed.
  concerned AS (
    SELECT song_id
    FROM chart_entries
    WHERE snapshot_date BETWEEN DATE '$first_day' AND DATE '$last_day' AND kind = 'track' AND song_id IS NOT NULL
    UNION
    SELECT song_id
    FROM charted_songs
    WHERE first_day BETWEEN DATE '$first_day' AND DATE '$last_day'
      OR last_day BETWEEN DATE '$first_day' AND DATE '$last_day'
  ),
  days AS (
    SELECT e.song_id, min(e.snapshot_date) AS first_day, max(e.snapshot_date) AS last_day
    FROM chart_entries e
    JOIN concerned c ON c.song_id = e.song_id
    WHERE e.kind = 'track'
    GROUP BY e.song_id
  ),
  found AS (
    SELECT
      c.song_id,
      d.first_day,
      d.last_day,
      d.song_id IS NULL AS is_gone,
      o.song_id IS NOT NULL AS is_old,
      -- A late day never overwrites the values of a later one.
      g.given_day IS NOT NULL AND (o.song_id IS NULL OR g.given_day >= d.last_day) AS is_given,
      o.first_day AS old_first_day,
      o.last_day AS old_last_day,
      g.song, g.album_id, g.isrc, g.duration_ms, g.explicit, g.popularity, g.disc_number, g.track_number, g.url,
      o.song AS old_song,
      o.album_id AS old_album_id,
      o.isrc AS old_isrc,
      o.duration_ms AS old_duration_ms,
      o.explicit AS old_explicit,
      o.popularity AS old_popularity,
      o.disc_number AS old_disc_number,
      o.track_number AS old_track_number,
      o.url AS old_url
    FROM concerned c
    LEFT JOIN days d ON d.song_id = c.song_id
    LEFT JOIN given g ON g.song_id = c.song_id AND g.choice = 1
    LEFT JOIN charted_songs o ON o.song_id = c.song_id
  )
  SELECT
    song_id,
    CASE WHEN is_given THEN song ELSE old_song END AS song,
    CASE WHEN is_given THEN album_id ELSE old_album_id END AS album_id,
    CASE WHEN is_given THEN isrc ELSE old_isrc END AS isrc,
    CASE WHEN is_given THEN duration_ms ELSE old_duration_ms END AS duration_ms,
    CASE WHEN is_given THEN explicit ELSE old_explicit END AS explicit,
    CASE WHEN is_given THEN popularity ELSE old_popularity END AS popularity,
    CASE WHEN is_given THEN disc_number ELSE old_disc_number END AS disc_number,
    CASE WHEN is_given THEN track_number ELSE old_track_number END AS track_number,
    CASE WHEN is_given THEN url ELSE old_url END AS url,
    first_day,
    last_day,
    is_gone
  FROM found
  WHERE (is_gone AND is_old)
    OR (NOT is_gone AND NOT is_old AND is_given)
    OR (
      NOT is_gone AND is_old AND (
        first_day IS DISTINCT FROM old_first_day
        OR last_day IS DISTINCT FROM old_last_day
        OR (
          is_given AND (
            song IS DISTINCT FROM old_song
            OR album_id IS DISTINCT FROM old_album_id
            OR isrc IS DISTINCT FROM old_isrc
            OR duration_ms IS DISTINCT FROM old_duration_ms
            OR explicit IS DISTINCT FROM old_explicit
            OR popularity IS DISTINCT FROM old_popularity
            OR disc_number IS DISTINCT FROM old_disc_number
            OR track_number IS DISTINCT FROM old_track_number
            OR url IS DISTINCT FROM old_url))))
) s
ON t.song_id = s.song_id
WHEN MATCHED AND s.is_gone THEN DELETE
WHEN MATCHED THEN UPDATE SET
  song = s.song,
  album_id = s.album_id,
  isrc = s.isrc,
  duration_ms = s.duration_ms,
  explicit = s.explicit,
  popularity = s.popularity,
  disc_number = s.disc_number,
  track_number = s.track_number,
  url = s.url,
  first_day = s.first_day,
  last_day = s.last_day
WHEN NOT MATCHED THEN INSERT
  (
    song_id, song, album_id, isrc, duration_ms, explicit, popularity, disc_number, track_number, url, first_day,
    last_day)
  VALUES (
    s.song_id, s.song, s.album_id, s.isrc, s.duration_ms, s.explicit, s.popularity, s.disc_number, s.track_number,
    s.url, s.first_day, s.last_day)
