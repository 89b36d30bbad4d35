using System.Security.Cryptography;
using Bench.Transform;
using BenchmarkDotNet.Attributes;
using Functions.Transform;
using Functions.Transform.Json;
using Twin.Spotify.Api;

namespace Bench.Parts;

/// <summary>One page: all its tokens, its hash, and the values that the transform reads from it.</summary>
public class PagePart
{
    private readonly RawPageParser _parser = new();
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];
    private byte[] _page = [];

    /// <summary>The shape of the API: <c>legacy</c> has 100 entries a page, <c>2026</c> has 50.</summary>
    [Params("legacy", "2026")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Make()
    {
        using var folder = TemporaryFolder.Create("bench-page");
        var era = EraShape.Parse(Shape);
        var pages = RawPages.Write(folder.FullName, era, EraShape.From(era).MaxLimit);
        _page = File.ReadAllBytes(pages.Files().Single());
    }

    /// <summary>The baseline for the whole transform: all tokens of the page.</summary>
    [Benchmark(Baseline = true)]
    public void BareWalk()
    {
        var json = new Utf8JsonReader(_page);
        while (json.Read())
        {
            // Nothing is done with the tokens.
        }
    }

    /// <summary>The transform's reader, whose entries are ignored.</summary>
    [Benchmark]
    public int PageWalk()
    {
        _parser.Begin();
        return _parser.Advance(_page, isLast: true, NoSink.Instance);
    }

    /// <summary>The hash of the page, for comparison with the manifest.</summary>
    [Benchmark]
    public int Sha256() => SHA256.HashData(_page, _hash);

    private sealed class NoSink : IEntrySink
    {
        public static readonly NoSink Instance = new();

        public void Add(PlaylistEntry entry, EntryText text)
        {
        }

        public void Reject(string reason, ReadOnlySpan<byte> record)
        {
        }
    }
}
