using Generator;

// dotnet run --project eng/standins/Generator [-- [--check] [folder of the unpacked package]]
// Exit codes: 0 written, or nothing differs; 1 something differs; 2 wrong input; 3 the declarations cannot be had.
var check = args.Contains("--check");
var given = args.Where(a => a != "--check").ToList();
if (given.Count > 1 || given.Any(a => a.StartsWith('-')))
{
    Console.Error.WriteLine("usage: dotnet run --project eng/standins/Generator [-- [--check] [package folder]]");
    return 2;
}

try
{
    var standins = GeneratedFolder.FindStandins();
    var list = ResourceList.Read(Path.Combine(standins, "Generator", "resources.txt"));
    var package = given.FirstOrDefault()
        ?? NpmPackage.Fetch(list.Version, Path.Combine(standins, "Generator", "obj"));
    var folder = new GeneratedFolder(Path.Combine(standins, "Pulumi.Aws", "generated"));
    var files = Emission.Emit(new Declarations(package), list);
    if (!check)
    {
        folder.Replace(files);
        Console.WriteLine($"{files.Count} files written");
        return 0;
    }

    var differing = folder.Differing(files);
    foreach (var file in differing)
    {
        Console.WriteLine($"eng/standins/Pulumi.Aws/generated/{file} is not what eng/standins/Generator writes");
    }

    return differing.Count == 0 ? 0 : 1;
}
catch (DeclarationsUnavailableException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 3;
}
catch (GeneratorException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
