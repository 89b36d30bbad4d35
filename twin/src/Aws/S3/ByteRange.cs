using System.Globalization;
using System.Net;

namespace Twin.Aws.S3;

/// <summary>The part of an object that a Range header requests.</summary>
/// <param name="From">The first byte, counted from 0.</param>
/// <param name="Length">The number of bytes, at least 1.</param>
internal sealed record ByteRange(long From, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>Reads <c>bytes=a-b</c>, <c>bytes=a-</c> or <c>bytes=-n</c> for an object of the given size.</summary>
    /// <exception cref="S3Exception">InvalidRange, or NotImplemented for several ranges.</exception>
    public static ByteRange Parse(string header, long size)
    {
        if (!header.StartsWith(Unit, StringComparison.Ordinal) || header.Contains(',', StringComparison.Ordinal))
        {
            throw S3Exception.NotImplemented($"the Range \"{header}\": one range of bytes is");
        }

        var (from, to) = header[Unit.Length..].Split('-') switch
        {
            ["", var last] when Number(last) is { } count and > 0 => (Math.Max(0, size - count), size - 1),
            [var first, ""] when Number(first) is { } start => (start, size - 1),
            [var first, var last] when Number(first) is { } start && Number(last) is { } end && start <= end =>
                (start, Math.Min(end, size - 1)),
            _ => (size, size),
        };
        return from < size
            ? new ByteRange(from, to - from + 1)
            : throw new S3Exception(
                HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange", "The requested range is not satisfiable")
            {
                Details = [("RangeRequested", header), ("ActualObjectSize", $"{size}")],
            };
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
