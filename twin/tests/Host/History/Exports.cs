using System.IO.Compression;
using Twin.Host.History;

namespace Twin.Tests.Host.History;

/// <summary>Small made-up exports.</summary>
internal static class Exports
{
    public const string Song = "4uLU6hMCjMI75M1A2tKUQC";

    /// <summary>A record of the extended history, with some members more or others.</summary>
    public static string Extended(string time, int played = 180_000, string members = "") =>
        $$"""
        {"ts":"{{time}}","username":"listener.made.up","platform":"made-up phone","ms_played":{{played}},"conn_country":"AQ",
         "ip_addr_decrypted":"203.0.113.7","user_agent_decrypted":"agent/1","master_metadata_track_name":"Song",
         "master_metadata_album_artist_name":"Artist","master_metadata_album_album_name":"Album",
         "spotify_track_uri":"spotify:track:{{Song}}","episode_name":null,"skipped":null,"incognito_mode":false
         {{(members.Length > 0 ? ", " + members : "")}}}
        """;

    /// <summary>A record of the small export.</summary>
    public static string Short(string time, int played = 180_000, string song = "Song") =>
        $$"""{"endTime":"{{time}}","artistName":"Artist","trackName":"{{song}}","msPlayed":{{played}}}""";

    public static string Array(params IEnumerable<string> records) => $"[{string.Join(',', records)}]";

    public static byte[] Zip(params IEnumerable<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Zip(params IEnumerable<(string Name, string Text)> files) =>
        Zip(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text))));

    public static StrippedExport Read(params IEnumerable<string> files) =>
        StrippedExport.Read(new ExportOptions([.. files], KeepsPrivateSessions: false), TimeProvider.System, Cancel);

    /// <summary>The stripped records of all months.</summary>
    public static IReadOnlyList<string> Lines(StrippedExport export) =>
    [
        .. export.Months.SelectMany(month => Encoding.UTF8.GetString(export.Read(month).Records).TrimEnd().Split('\n')),
    ];
}
