using System.Buffers;
using Twin.Spotify.Json;
using Twin.Spotify.Plays;

namespace Twin.Spotify.Api;

/// <summary>Writes pages of the user's last plays in an era's shape: newest first, with cursors, without an offset
/// and a total.</summary>
/// <param name="api">The API's base address, ending in <c>/v1/</c>, with which links begin.</param>
internal sealed class PlaysJson(EraShape shape, Uri api)
{
    private const int DefaultLimit = 20;

    /// <param name="plays">The plays up to now, in any order; of these Spotify has the last ones only.</param>
    /// <exception cref="FormatException">A parameter is not valid.</exception>
    public ReadOnlyMemory<byte> Page(IEnumerable<SandboxPlay> plays, IReadOnlyDictionary<string, string> query)
    {
        var limit = (int)(Number(query, "limit") ?? DefaultLimit);
        var (after, before) = (Number(query, "after"), Number(query, "before"));
        if (limit is < 1 or > SandboxPlay.Kept || (after is not null && before is not null))
        {
            throw new FormatException("Invalid limit, or after and before at once");
        }

        var page = plays.OrderByDescending(play => play.EndedAt)
            .Take(SandboxPlay.Kept)
            .Where(play => (after is null || Cursor(play) > after) && (before is null || Cursor(play) < before))
            .Take(limit)
            .ToList();
        var address = string.Create(CultureInfo.InvariantCulture, $"{api}me/player/recently-played?limit={limit}");
        var target = new ArrayBufferWriter<byte>();
        Write(target, "{\"items\":[");
        foreach (var (index, play) in page.Index())
        {
            Write(target, index > 0 ? "," : "");
            JsonRewriter.Apply(play.Json, EraRule.ForKeptKey(shape), target);
        }

        Write(target, page is [var newest, ..]
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"],\"next\":\"{address}&before={Cursor(page[^1])}\",\"cursors\":{{\"after\":\"{Cursor(newest)}\","
                + $"\"before\":\"{Cursor(page[^1])}\"}},")
            : "],\"next\":null,\"cursors\":null,");
        Write(target, string.Create(CultureInfo.InvariantCulture, $"\"limit\":{limit},\"href\":\"{address}\"}}"));
        return target.WrittenMemory;
    }

    private static long Cursor(SandboxPlay play) => play.EndedAt.ToUnixTimeMilliseconds();

    private static long? Number(IReadOnlyDictionary<string, string> query, string name) =>
        query.TryGetValue(name, out var text)
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException($"Invalid {name}")
            : null;

    private static void Write(ArrayBufferWriter<byte> target, string text) => Encoding.UTF8.GetBytes(text, target);
}
