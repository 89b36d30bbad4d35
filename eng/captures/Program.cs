using MadeUpCaptures;

// Usage: dotnet run --project eng/captures -- FROM TO. Each capture of FROM that has expected rows (FROM/expected)
// leaves a made-up one in TO, with expected rows of its own.
if (args is not [var from, var to])
{
    Console.Error.WriteLine("Give two folders: the captures to read, and where to write the made-up ones.");
    return 2;
}

Directory.CreateDirectory(Path.Combine(to, "expected"));
foreach (var expected in Directory.EnumerateFiles(Path.Combine(from, "expected"), "*.json"))
{
    var capture = Path.Combine(from, Path.GetFileName(expected));
    if (File.Exists(capture))
    {
        var name = CaptureName.Shorten(Path.GetFileName(capture));
        File.WriteAllBytes(Path.Combine(to, name), MadeUpCapture.From(File.ReadAllBytes(capture)));
        File.WriteAllBytes(Path.Combine(to, "expected", name), MadeUpCapture.From(File.ReadAllBytes(expected)));
    }
}

return 0;
