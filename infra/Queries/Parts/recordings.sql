-- The recording of each play: its ISRC, or the only one that the folded song and artist have, or these themselves.
songs AS (
  -- No name has the control character between them, so no two songs are said alike.
  SELECT *, CASE WHEN is_song THEN concat(song, chr(31), coalesce(artist, ''), chr(31), coalesce(isrc, '')) END AS said
  FROM counted
),
names AS (
  SELECT
    said,
    isrc,
    -- $folded
    AS folded
  FROM (SELECT DISTINCT said, song, artist, isrc FROM songs WHERE said IS NOT NULL) n
),
recordings AS (
  SELECT
    said,
    folded,
    CASE
      WHEN isrc IS NOT NULL THEN isrc
      WHEN min(isrc) OVER (PARTITION BY folded) = max(isrc) OVER (PARTITION BY folded)
      THEN min(isrc) OVER (PARTITION BY folded)
      ELSE folded
    END AS recording
  FROM names
),
heard AS (
  SELECT
    s.*,
    r.folded,
    CASE WHEN s.is_song THEN coalesce(r.recording, s.isrc, s.song_id) END AS recording
  FROM songs s
  LEFT JOIN recordings r ON r.said = s.said
),
