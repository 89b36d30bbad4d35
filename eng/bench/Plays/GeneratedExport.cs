using System.IO.Compression;
using System.Text.Encodings.Web;

namespace Bench.Plays;

/// <summary>An account's own export that is made up from a seed: a zip as Spotify gives it, with the extended streaming
/// history of 15 years, and with everything odd that exports have.</summary>
/// <param name="plays">The number of records, duplicates not counted.</param>
/// <param name="maxFile">The bytes after which a file ends.</param>
internal sealed class GeneratedExport(int plays, int seed, int maxFile = 12_800_000)
{
    private const string Folder = "Spotify Extended Streaming History/";
    private const int Years = 15;
    private const int IdLength = 22;
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly DateTime Last = new(2026, 10, 31, 22, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Odd =
    [
        "\"quoted\" \\ back", "naïve Ärger", "夜に駆ける", "שיר", "🎧 mix", "tab\tand\nline", "comma, semi; colon", "\u0001\u2028",
    ];

    private static readonly JsonWriterOptions Shape = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Random _random = new(seed);

    /// <summary>The plays that an import keeps: without duplicates and private sessions.</summary>
    public int Kept { get; private set; }

    public int Duplicates { get; private set; }
    public int PrivateSessions { get; private set; }

    public void Write(string file)
    {
        using var stream = new FileStream(file, FileMode.Create);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        using (var guide = zip.CreateEntry(Folder + "ReadMeFirst_ExtendedStreamingHistory.pdf").Open())
        {
            guide.Write("%PDF-1.4\n"u8);
        }

        var songs = Songs();
        var time = Last.AddYears(-Years);
        Play? again = null;
        for (int index = 0, number = 0; index < plays; number++)
        {
            // The last record of a file may stand first in the next one.
            var first = time.Year;
            var name = $"{Folder}Streaming_History_Audio_{first}_{number}.json";
            using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            using var json = new Utf8JsonWriter(entry, Shape);
            json.WriteStartArray();
            if (again is not null)
            {
                Write(json, again, isDuplicate: true);
                again = null;
            }

            while (index < plays && json.BytesCommitted + json.BytesPending < maxFile)
            {
                var left = Math.Max(0, (Last - time).TotalSeconds);
                time = time.AddSeconds(
                    1 + Math.Floor(Math.Min(left, _random.NextDouble() * 2 * left / (plays - index))));
                var play = Next(time, songs);
                Write(json, play, isDuplicate: false);
                if (_random.Next(300) == 0)
                {
                    Write(json, play, isDuplicate: true);
                }

                again = play;
                index++;
                if (index % 1000 == 0)
                {
                    json.Flush();
                }
            }

            json.WriteEndArray();
        }
    }

    private Play Next(DateTime time, Song[] songs)
    {
        // Some songs are played far more often than others.
        var song = songs[(int)(songs.Length * Math.Pow(_random.NextDouble(), 3))];
        var kind = _random.Next(1000) switch
        {
            < 5 => Kind.Local,
            < 8 => Kind.Missing,
            < 30 => Kind.Episode,
            < 35 => Kind.Chapter,
            _ => Kind.Track,
        };
        var isSkipped = _random.Next(4) == 0;
        return new Play(
            time, song, kind, isSkipped ? _random.Next(30_000) : song.Length, isSkipped, _random.Next(100) == 0,
            HasNewField: _random.Next(50) == 0, Address: $"198.51.{_random.Next(256)}.{_random.Next(256)}");
    }

    private void Write(Utf8JsonWriter json, Play play, bool isDuplicate)
    {
        if (play.IsPrivate)
        {
            PrivateSessions++;
        }
        else if (isDuplicate)
        {
            Duplicates++;
        }
        else
        {
            Kept++;
        }

        var (song, kind) = (play.Song, play.Kind);
        var isSong = kind is Kind.Track or Kind.Local;
        json.WriteStartObject();
        json.WriteString("ts", play.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("username", "a.made.up.listener");
        json.WriteString("platform", "Android OS 11 API 30 (Made Up, Phone One)");
        json.WriteNumber("ms_played", play.Played);
        json.WriteString("conn_country", "AQ");
        json.WriteString(play.Time.Year < 2023 ? "ip_addr_decrypted" : "ip_addr", play.Address);
        if (play.Time.Year < 2023)
        {
            json.WriteString("user_agent_decrypted", "unknown");
        }

        json.WriteString("master_metadata_track_name", isSong ? song.Name : null);
        json.WriteString("master_metadata_album_artist_name", isSong ? song.Artist : null);
        json.WriteString("master_metadata_album_album_name", isSong ? song.Album : null);
        json.WriteString("spotify_track_uri", kind == Kind.Track ? "spotify:track:" + song.Id : null);
        json.WriteString("episode_name", kind == Kind.Episode ? song.Name : null);
        json.WriteString("episode_show_name", kind == Kind.Episode ? song.Album : null);
        json.WriteString("spotify_episode_uri", kind == Kind.Episode ? "spotify:episode:" + song.Id : null);
        json.WriteString("audiobook_title", kind == Kind.Chapter ? song.Album : null);
        json.WriteString("audiobook_uri", kind == Kind.Chapter ? "spotify:show:" + song.Id : null);
        json.WriteString("audiobook_chapter_uri", kind == Kind.Chapter ? "spotify:chapter:" + song.Id : null);
        json.WriteString("audiobook_chapter_title", kind == Kind.Chapter ? song.Name : null);
        json.WriteString("reason_start", "trackdone");
        json.WriteString("reason_end", play.IsSkipped ? "fwdbtn" : "trackdone");
        json.WriteBoolean("shuffle", false);
        json.WriteBoolean("skipped", play.IsSkipped);
        json.WriteBoolean("offline", false);
        json.WriteNumber("offline_timestamp", new DateTimeOffset(play.Time).ToUnixTimeSeconds());
        json.WriteBoolean("incognito_mode", play.IsPrivate);
        if (play.HasNewField)
        {
            json.WriteStartObject("new_field");
            json.WriteString("device", "Made Up, Phone One");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // About one song in a hundred plays, up to the songs of a long life.
    private Song[] Songs()
    {
        var songs = new Song[Math.Clamp(plays / 100, 10, 30_000)];
        for (var index = 0; index < songs.Length; index++)
        {
            var odd = index % 20 == 0 ? " " + Odd[index / 20 % Odd.Length] : "";
            songs[index] = new Song(
                _random.GetString(Base62, IdLength),
                $"Song {index}{odd}",
                $"Artist {index / 12}{odd}",
                $"Album {index / 6}",
                _random.Next(60_000, 420_000));
        }

        return songs;
    }

    private enum Kind
    {
        Track,
        Local,
        Missing,
        Episode,
        Chapter,
    }

    private sealed record Song(string Id, string Name, string Artist, string Album, int Length);

    private sealed record Play(
        DateTime Time,
        Song Song,
        Kind Kind,
        int Played,
        bool IsSkipped,
        bool IsPrivate,
        bool HasNewField,
        string Address);
}
