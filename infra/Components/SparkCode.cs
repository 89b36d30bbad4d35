using System.IO.Compression;
using System.Security.Cryptography;

namespace Infra.Components;

/// <summary>The code of the Spark job as objects of a bucket: the script, and the archive of the package that it
/// imports.</summary>
/// <param name="Key">The key, with the hash of the content: another content never changes what a run reads.</param>
internal sealed record SparkCode(string Key, byte[] Content)
{
    /// <summary>The prefix of the code in the processed bucket; it ends with a slash.</summary>
    public const string Prefix = "_spark/";

    private const string Folder = "Spark/";
    private const string ScriptName = "job.py";

    // The first time that an archive can name.
    private static readonly DateTimeOffset Never = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static SparkCode Script { get; } = Create("job", ".py", [Read(Folder + ScriptName)], content => content[0]);

    public static SparkCode Package { get; } = CreatePackage();

    private static SparkCode CreatePackage()
    {
        var names = typeof(SparkCode).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name != Folder + ScriptName)
            .Order(StringComparer.Ordinal)
            .ToList();
        return Create("lake", ".zip", [.. names.Select(Read)], contents =>
        {
            using var stream = new MemoryStream();
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
            {
                foreach (var (name, content) in names.Zip(contents))
                {
                    // Compressed, each version of .NET may write other bytes.
                    var entry = archive.CreateEntry(name[Folder.Length..], CompressionLevel.NoCompression);
                    entry.LastWriteTime = Never;
                    using var file = entry.Open();
                    file.Write(content);
                }
            }

            return stream.ToArray();
        });
    }

    private static SparkCode Create(
        string name, string ending, IReadOnlyList<byte[]> files, Func<IReadOnlyList<byte[]>, byte[]> contentOf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(file);
        }

        return new SparkCode(
            $"{Prefix}{name}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}{ending}", contentOf(files));
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(SparkCode).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"{resource} is missing.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
