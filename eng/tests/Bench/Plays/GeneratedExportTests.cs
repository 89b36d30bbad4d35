using Bench.Plays;
using Twin.Host.History;

namespace Eng.Tests.Bench.Plays;

public sealed class GeneratedExportTests : FolderTest
{
    [Fact]
    public void The_same_seed_gives_the_same_export_and_all_of_it_can_be_read()
    {
        var (first, one) = Write("one", seed: 7);
        var (again, _) = Write("again", seed: 7);
        var (other, _) = Write("other", seed: 8);

        using var export = StrippedExport.Read(new ExportOptions([first], false), TimeProvider.System, Cancel);
        using var same = StrippedExport.Read(new ExportOptions([again], false), TimeProvider.System, Cancel);
        using var another = StrippedExport.Read(new ExportOptions([other], false), TimeProvider.System, Cancel);

        Assert.Empty(export.Warnings);
        Assert.InRange(export.Summary.Files, 2, 100);
        Assert.Equal(
            (one.Kept + one.Duplicates, one.PrivateSessions),
            ((int)export.Summary.Records, (int)export.Summary.PrivateSessions));
        Assert.True(one is { Kept: > 1900, Duplicates: > 0, PrivateSessions: > 0 });
        Assert.Equal(Manifests(export), Manifests(same));
        Assert.NotEqual(Manifests(export), Manifests(another));
    }

    private (string File, GeneratedExport Export) Write(string name, int seed)
    {
        var export = new GeneratedExport(plays: 2000, seed, maxFile: 200_000);
        var file = Path.Combine(Folder.Root, name + ".zip");
        export.Write(file);
        return (file, export);
    }

    private static IEnumerable<string> Manifests(StrippedExport export) =>
        export.Months.Select(month => export.Read(month).Manifest.Sha256);
}
