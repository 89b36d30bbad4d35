namespace Generator;

/// <summary>The checked-in folder that contains only the output of this tool.</summary>
internal sealed class GeneratedFolder(string path)
{
    /// <summary>The repository's folder, found from any folder in it.</summary>
    public static string FindRepository()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SpotifyStack.sln")))
            {
                return folder.FullName;
            }
        }

        throw new GeneratorException("run this inside the repository: no folder above here has SpotifyStack.sln");
    }

    public void Replace(IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        foreach (var (file, text) in files)
        {
            var target = Path.Combine(path, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
        }
    }

    /// <summary>The files that are missing, that are not needed, or whose text differs (except for line
    /// ends).</summary>
    public IReadOnlyList<string> Differing(IReadOnlyDictionary<string, string> files)
    {
        var present = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(path, f).Replace('\\', '/'))
            : [];
        return [.. present.Union(files.Keys).Where(file => !IsSame(file, files)).Order(StringComparer.Ordinal)];
    }

    private bool IsSame(string file, IReadOnlyDictionary<string, string> files)
    {
        var target = Path.Combine(path, file);
        return files.TryGetValue(file, out var text) && File.Exists(target)
            && File.ReadAllText(target).ReplaceLineEndings("\n") == text.ReplaceLineEndings("\n");
    }
}
