using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Twin.Spotify.Json;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Captured;

/// <summary>Reads a captured response of the Web API as a playlist: a page of entries, a whole playlist, a bare array
/// of entries, or a playlist whose <c>tracks</c> are a bare array. Anything else is refused with its name.</summary>
public static partial class CapturedPlaylist
{
    /// <summary>The playlist in the file at <paramref name="path"/>. A page is served as a whole playlist, whatever its
    /// offset. Values that the JSON lacks are derived from the file's name and content: the same file is always the
    /// same playlist in the same version.</summary>
    /// <exception cref="CapturedPlaylistException">The file is not a playlist; the message says what it is
    /// instead.</exception>
    public static SandboxPlaylist Read(string path)
    {
        var bytes = LoadBytes(path, CapturedMusic.WhatToGive);
        using var document = Parse(path, bytes, CapturedMusic.WhatToGive);
        return Create(path, bytes, document.RootElement);
    }

    internal static SandboxPlaylist Create(string path, byte[] bytes, JsonElement root)
    {
        var entries = Entries(path, root);
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(Path.GetFileName(path)), 0, .. bytes]);
        return new SandboxPlaylist(
            IdIn(root) ?? Base62.Id(hash),
            Text(root, "name") ?? Path.GetFileNameWithoutExtension(path),
            NotEmpty(Text(Member(root, "owner"), "id")) ?? DefaultOwner.Id,
            Member(root, "owner") is null ? DefaultOwner.DisplayName : Text(Member(root, "owner"), "display_name"),
            NotEmpty(Text(root, "snapshot_id")) ?? SnapshotIds.Compute(bytes),
            entries);
    }

    internal static JsonDocument Load(string path, string whatToGive) =>
        Parse(path, LoadBytes(path, whatToGive), whatToGive);

    internal static byte[] LoadBytes(string path, string whatToGive)
    {
        if (Directory.Exists(path))
        {
            throw new CapturedPlaylistException($"{path} is a folder. {whatToGive}");
        }

        if (path.Length == 0)
        {
            throw new CapturedPlaylistException("A captured file has an empty name. Name the file.");
        }

        if (!File.Exists(path))
        {
            throw new CapturedPlaylistException($"{path}: there is no such file. Check the path.");
        }

        if (RegularFile.Refusal(path) is { } refusal)
        {
            throw new CapturedPlaylistException(refusal);
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CapturedPlaylistException($"{path} cannot be read: {failure.Message}");
        }
    }

    internal static JsonDocument Parse(string path, byte[] bytes, string whatToGive)
    {
        if (bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw new CapturedPlaylistException($"{path} is empty. {whatToGive}");
        }

        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException failure)
        {
            var reason = failure.Message.Split(" LineNumber:")[0].TrimEnd('.');
            var line = (failure.LineNumber ?? 0) + 1;
            var position = (failure.BytePositionInLine ?? 0) + 1;
            throw new CapturedPlaylistException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} is broken JSON at line {line}, byte {position}: {reason}. Capture the answer again."));
        }
    }

    private static List<ReadOnlyMemory<byte>> Entries(string path, JsonElement root)
    {
        var found = EntriesIn(root)
            ?? throw new CapturedPlaylistException($"{path} is {NotAPlaylist(root)}. {CapturedMusic.WhatToGive}");
        if (found.GetArrayLength() > 0 && IsWholePlaylist(found[0]))
        {
            throw new CapturedPlaylistException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} is an array of whole playlists ({found.GetArrayLength()}). Give each in a file of its own."));
        }

        var entries = new List<ReadOnlyMemory<byte>>(found.GetArrayLength());
        foreach (var entry in found.EnumerateArray())
        {
            if (WhyNoEntry(entry) is { } reason)
            {
                throw new CapturedPlaylistException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path} is not a playlist: entry {entries.Count} is {reason}. {CapturedMusic.WhatToGive}"));
            }

            entries.Add(JsonMarshal.GetRawUtf8Value(entry).ToArray());
        }

        return entries;
    }

    private static JsonElement? EntriesIn(JsonElement root) =>
        ArrayOf(root)
        ?? ArrayOf(Member(root, "items"))
        ?? ArrayOf(Member(Member(root, "items"), "items"))
        ?? ArrayOf(Member(Member(root, "tracks"), "items"))
        ?? ArrayOf(Member(root, "tracks"));

    private static bool IsWholePlaylist(JsonElement element) =>
        (Member(element, "tracks") ?? Member(element, "items"))?.ValueKind
            is JsonValueKind.Object or JsonValueKind.Array;

    internal static string? WhyNoEntry(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            return KindOf(entry);
        }

        if (IsWholePlaylist(entry))
        {
            return "a whole playlist";
        }

        if (Member(entry, "played_at") is not null)
        {
            return "a play, and a page of plays is given with --plays";
        }

        if (Text(entry, "type") is { } type)
        {
            return $"an object of type '{type}'";
        }

        var items = new[] { Member(entry, "item"), Member(entry, "track") }.OfType<JsonElement>().ToList();
        if (items.Exists(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Null))
        {
            return null;
        }

        if (items is [var other, ..])
        {
            return $"an object whose track is {KindOf(other)}";
        }

        return Member(entry, "added_at") is null && Member(entry, "is_local") is null
            ? "an object without track, item, added_at or is_local"
            : null;
    }

    /// <summary>The reason why an element is no track with an album and artists; null if it is one.</summary>
    internal static string? WhyNoTrack(JsonElement element) =>
        element.ValueKind != JsonValueKind.Object ? KindOf(element)
        : Text(element, "type") is { } type && type != "track" ? $"an object of type '{type}'"
        : Member(element, "album") is { ValueKind: JsonValueKind.Object }
            && Member(element, "artists") is { ValueKind: JsonValueKind.Array } ? null
        : "an object without album and artists";

    private static string NotAPlaylist(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return $"not a playlist but {KindOf(root)}";
        }

        if (Member(root, "error") is { } error)
        {
            var status = Member(error, "status")?.GetRawText();
            var message = (Text(error, "message") ?? Text(root, "error_description"))?.TrimEnd('.');
            var code = error.ValueKind == JsonValueKind.String ? Text(root, "error") : status;
            return $"an error body: {string.Join(' ', new[] { code, message }.Where(part => part is not null))}";
        }

        return Text(root, "type") switch
        {
            "playlist" => "a playlist without its entries, as Spotify answers who neither owns it nor collaborates",
            { } type => $"not a playlist but an object of type '{type}'",
            null => $"not a playlist but an object with the keys [{string.Join(", ", Keys(root))}]",
        };
    }

    private static IEnumerable<string> Keys(JsonElement root) =>
        root.EnumerateObject()
            .Take(8)
            .Select(member => JsonEscaping.Unescape(JsonMarshal.GetRawUtf8PropertyName(member)));

    private static string KindOf(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            JsonValueKind.True or JsonValueKind.False => "a boolean",
            _ => "an object",
        };

    private static string? IdIn(JsonElement root)
    {
        if (Text(root, "id") is { } id && Base62.IsId(id))
        {
            return id;
        }

        var address = Text(root, "href")
            ?? Text(Member(root, "items"), "href")
            ?? Text(Member(root, "tracks"), "href")
            ?? string.Empty;
        return PlaylistAddress().Match(address) is { Success: true } match ? match.Groups["id"].Value : null;
    }

    private static JsonElement? ArrayOf(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } ? element : null;

    internal static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member)
            ? member
            : null;

    internal static string? Text(JsonElement? element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text
            ? JsonEscaping.Unescape(JsonMarshal.GetRawUtf8Value(text)[1..^1])
            : null;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex("/playlists/(?<id>[0-9A-Za-z]{22})(?![0-9A-Za-z])", RegexOptions.ExplicitCapture)]
    private static partial Regex PlaylistAddress();
}

/// <summary>The error for a file that is not a captured playlist. The message names the file, what it is and what to
/// do.</summary>
public sealed class CapturedPlaylistException(string message) : Exception(message);
