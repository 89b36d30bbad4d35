using System.Buffers;

namespace Twin.Spotify.Api;

/// <summary>A page of a list, with links to the pages before and after it.</summary>
/// <param name="address">The list's address, without a query.</param>
/// <param name="maxLimit">The highest limit of the links.</param>
internal sealed class PageJson(string address, PlaylistQuery query, int maxLimit)
{
    public void Write<T>(IReadOnlyList<T> list, ArrayBufferWriter<byte> target, Action<T> writeElement)
    {
        var total = list.Count;
        var end = Math.Min((long)query.Offset + query.Limit, total);
        var step = Math.Min(query.Limit, maxLimit);
        Write(target, $"{{\"href\":\"{Link(query.Offset, query.Limit)}\",\"items\":[");
        for (var i = query.Offset; i < end; i++)
        {
            Write(target, i > query.Offset ? "," : "");
            writeElement(list[i]);
        }

        var next = end < total ? $"\"{Link(end, step)}\"" : "null";
        var previous = query.Offset > 0 ? $"\"{Link(Math.Max(0, query.Offset - step), step)}\"" : "null";
        Write(target, string.Create(
            CultureInfo.InvariantCulture,
            $"],\"limit\":{query.Limit},\"next\":{next},\"offset\":{query.Offset},\"previous\":{previous},"));
        Write(target, string.Create(CultureInfo.InvariantCulture, $"\"total\":{total}}}"));
    }

    public static void Write(ArrayBufferWriter<byte> target, string text) => Encoding.UTF8.GetBytes(text, target);

    private string Link(long offset, int limit) => string.Create(
        CultureInfo.InvariantCulture, $"{address}?offset={offset}&limit={limit}{query.Passed}");
}
