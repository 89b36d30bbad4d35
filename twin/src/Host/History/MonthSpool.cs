using System.Security.Cryptography;
using Functions.Lake;

namespace Twin.Host.History;

/// <summary>Stripped records by month, in a private temporary folder: an export is read once, in any order, and need
/// not fit into memory.</summary>
internal sealed class MonthSpool : IDisposable
{
    private const int BufferOfAMonth = 32 * 1024;

    private readonly TemporaryFolder _folder = TemporaryFolder.Create("import");
    private readonly Dictionary<PlayedMonth, FileStream> _files = [];

    public string Folder => _folder.FullName;

    /// <summary>The months that have records, in order.</summary>
    public ImmutableArray<PlayedMonth> Months => [.. _files.Keys.OrderBy(month => month.FirstDay)];

    public void Add(PlayedMonth month, ReadOnlySpan<byte> line)
    {
        if (!_files.TryGetValue(month, out var file))
        {
            _files[month] = file = new FileStream(
                Path.Combine(_folder.FullName, month.ToString()), FileMode.CreateNew, FileAccess.ReadWrite,
                FileShare.Read, BufferOfAMonth);
        }

        file.Write(line);
    }

    /// <summary>The records of a month, sorted by their bytes: the same records always have the same hash.</summary>
    public StrippedMonth Read(PlayedMonth month)
    {
        var file = _files[month];
        var unsorted = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(unsorted);
        var lines = new List<Range>();
        for (var start = 0; start < unsorted.Length;)
        {
            var length = unsorted.AsSpan(start).IndexOf((byte)'\n') + 1;
            lines.Add(start..(start + length));
            start += length;
        }

        lines.Sort((one, other) => unsorted.AsSpan(one).SequenceCompareTo(unsorted.AsSpan(other)));
        var records = new byte[unsorted.Length];
        var end = 0;
        foreach (var line in lines)
        {
            unsorted.AsSpan(line).CopyTo(records.AsSpan(end));
            end += unsorted.AsSpan(line).Length;
        }

        return new StrippedMonth(month, records, new ImportManifest(
            ImportManifest.CurrentSchema,
            month.ToString(),
            lines.Count,
            records.Length,
            Convert.ToHexStringLower(SHA256.HashData(records))));
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }

        _folder.Dispose();
    }
}

/// <param name="Records">The records as JSON lines.</param>
internal sealed record StrippedMonth(PlayedMonth Month, byte[] Records, ImportManifest Manifest)
{
    /// <summary>The prefix of its objects.</summary>
    public string Folder => ImportZone.FolderOf(Month, Manifest.Sha256);
}
