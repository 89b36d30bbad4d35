namespace Twin.Host.Loading;

/// <summary>
/// The folder that contains <c>Pulumi.yaml</c>: the twin runs the stack of the repository in which it was built.
/// </summary>
public static class PulumiProject
{
    /// <exception cref="InputException">This program was moved out of the repository.</exception>
    public static string Folder => Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pulumi.yaml")))
            {
                return folder.FullName;
            }
        }

        throw new InputException(
            $"No folder above {AppContext.BaseDirectory} holds a Pulumi.yaml. Run the program from the repository.");
    }
}
