-- Makes chart_entries of the days equal to their snapshots: one row for each playlist, day and rank.
MERGE INTO chart_entries t
USING (
  WITH playlist_names AS (
    SELECT
      playlist_id,
      snapshot_date,
      nullif(name, '') AS playlist,
      row_number() OVER (
        PARTITION BY playlist_id, snapshot_date
        ORDER BY extracted_at DESC, snapshot_id DESC, name DESC, owner_id DESC, track_count DESC
      ) AS choice
    FROM playlists
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
  ),
  entries AS (
    SELECT
      playlist_id,
      snapshot_date,
      try_cast(position AS bigint) + 1 AS rank,
      nullif(kind, '') AS kind,
      nullif(song_id, '') AS song_id,
      nullif(name, '') AS song,
      try(CAST(from_iso8601_timestamp(nullif(added_at, '')) AT TIME ZONE 'UTC' AS timestamp(6))) AS added_at,
      nullif(added_by, '') AS added_by,
      row_number() OVER (
        PARTITION BY playlist_id, snapshot_date, try_cast(position AS bigint)
        ORDER BY kind DESC, song_id DESC, name DESC, added_at DESC, added_by DESC
      ) AS choice
    FROM playlist_entries
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day' AND try_cast(position AS bigint) IS NOT NULL
  ),
  -- A song of several playlists has a row in the files of each: of different ones the greatest counts, known values
  -- before unknown ones.
  song_values AS (
    SELECT
      song_id,
      snapshot_date,
      nullif(album_id, '') AS album_id,
      try_cast(duration_ms AS bigint) AS duration_ms,
      try_cast(explicit AS boolean) AS explicit,
      try_cast(popularity AS bigint) AS popularity,
      row_number() OVER (
        PARTITION BY song_id, snapshot_date
        ORDER BY name DESC, album_id DESC, try_cast(popularity AS bigint) DESC NULLS LAST, duration_ms DESC,
          explicit DESC, isrc DESC, disc_number DESC, track_number DESC, url DESC
      ) AS choice
    FROM songs
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
  ),
  album_values AS (
    SELECT
      album_id,
      snapshot_date,
      nullif(name, '') AS album,
      try_cast(substr(release_date, 1, 4) AS bigint) AS release_year,
      row_number() OVER (
        PARTITION BY album_id, snapshot_date
        ORDER BY name DESC, release_date DESC, album_type DESC, release_date_precision DESC, total_tracks DESC, url DESC
      ) AS choice
    FROM albums
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
  ),
  artist_names AS (
    SELECT artist_id, snapshot_date, nullif(max(name), '') AS artist
    FROM artists
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
    GROUP BY artist_id, snapshot_date
  ),
  credits AS (
    SELECT song_id, artist_id, snapshot_date, min(try_cast(position AS bigint)) AS place
    FROM song_artists
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
    GROUP BY song_id, artist_id, snapshot_date
  ),
  credited AS (
    SELECT
      c.song_id,
      c.snapshot_date,
      c.artist_id,
      a.artist,
      row_number() OVER (PARTITION BY c.song_id, c.snapshot_date ORDER BY c.place, c.artist_id) AS choice
    FROM credits c
    LEFT JOIN artist_names a ON a.artist_id = c.artist_id AND a.snapshot_date = c.snapshot_date
  ),
  song_credit_names AS (
    SELECT
      song_id,
      snapshot_date,
      max(CASE WHEN choice = 1 THEN artist_id END) AS artist_id,
      max(CASE WHEN choice = 1 THEN artist END) AS artist,
      array_join(array_agg(artist ORDER BY choice), ', ') AS artists
    FROM credited
    GROUP BY song_id, snapshot_date
  ),
  new_rows AS (
    SELECT
      e.playlist_id,
      CAST(e.snapshot_date AS date) AS snapshot_date,
      e.rank,
      p.playlist,
      e.kind,
      e.song_id,
      e.song,
      s.album_id,
      al.album,
      c.artist_id,
      c.artist,
      nullif(c.artists, '') AS artists,
      s.explicit,
      s.duration_ms,
      s.popularity,
      al.release_year,
      e.added_at,
      e.added_by
    FROM entries e
    LEFT JOIN playlist_names p ON p.playlist_id = e.playlist_id AND p.snapshot_date = e.snapshot_date AND p.choice = 1
    LEFT JOIN song_values s
      ON s.song_id = e.song_id AND s.snapshot_date = e.snapshot_date AND s.choice = 1 AND e.kind = 'track'
    LEFT JOIN album_values al ON al.album_id = s.album_id AND al.snapshot_date = s.snapshot_date AND al.choice = 1
    LEFT JOIN song_credit_names c ON c.song_id = s.song_id AND c.snapshot_date = s.snapshot_date
    WHERE e.choice = 1
  ),
  old_rows AS (
    SELECT
      playlist_id, snapshot_date, rank, playlist, kind, song_id, song, album_id, album, artist_id, artist, artists,
      explicit, duration_ms, popularity, release_year, added_at, added_by
    FROM chart_entries
    WHERE snapshot_date BETWEEN DATE '$first_day' AND DATE '$last_day'
  )
  SELECT
    coalesce(n.playlist_id, o.playlist_id) AS playlist_id,
    coalesce(n.snapshot_date, o.snapshot_date) AS snapshot_date,
    coalesce(n.rank, o.rank) AS rank,
    n.playlist,
    n.kind,
    n.song_id,
    n.song,
    n.album_id,
    n.album,
    n.artist_id,
    n.artist,
    n.artists,
    n.explicit,
    n.duration_ms,
    n.popularity,
    n.release_year,
    n.added_at,
    n.added_by,
    n.playlist_id IS NULL AS is_gone
  FROM new_rows n
  FULL JOIN old_rows o
    ON o.playlist_id = n.playlist_id AND o.snapshot_date = n.snapshot_date AND o.rank = n.rank
  WHERE n.playlist_id IS NULL
    OR o.playlist_id IS NULL
    OR n.playlist IS DISTINCT FROM o.playlist
    OR n.kind IS DISTINCT FROM o.kind
    OR n.song_id IS DISTINCT FROM o.song_id
    OR n.song IS DISTINCT FROM o.song
    OR n.album_id IS DISTINCT FROM o.album_id
    OR n.album IS DISTINCT FROM o.album
    OR n.artist_id IS DISTINCT FROM o.artist_id
    OR n.artist IS DISTINCT FROM o.artist
    OR n.artists IS DISTINCT FROM o.artists
    OR n.explicit IS DISTINCT FROM o.explicit
    OR n.duration_ms IS DISTINCT FROM o.duration_ms
    OR n.popularity IS DISTINCT FROM o.popularity
    OR n.release_year IS DISTINCT FROM o.release_year
    OR n.added_at IS DISTINCT FROM o.added_at
    OR n.added_by IS DISTINCT FROM o.added_by
) s
ON t.playlist_id = s.playlist_id
  AND t.snapshot_date = s.snapshot_date
  AND t.rank = s.rank
  AND t.snapshot_date BETWEEN DATE '$first_day' AND DATE '$last_day'
WHEN MATCHED AND s.is_gone THEN DELETE
WHEN MATCHED THEN UPDATE SET
  playlist = s.playlist,
  kind = s.kind,
  song_id = s.song_id,
  song = s.song,
  album_id = s.album_id,
  album = s.album,
  artist_id = s.artist_id,
  artist = s.artist,
  artists = s.artists,
  explicit = s.explicit,
  duration_ms = s.duration_ms,
  popularity = s.popularity,
  release_year = s.release_year,
  added_at = s.added_at,
  added_by = s.added_by
WHEN NOT MATCHED THEN INSERT
  (
    playlist_id, snapshot_date, rank, playlist, kind, song_id, song, album_id, album, artist_id, artist, artists,
    explicit, duration_ms, popularity, release_year, added_at, added_by)
  VALUES (
    s.playlist_id, s.snapshot_date, s.rank, s.playlist, s.kind, s.song_id, s.song, s.album_id, s.album, s.artist_id,
    s.artist, s.artists, s.explicit, s.duration_ms, s.popularity, s.release_year, s.added_at, s.added_by)
