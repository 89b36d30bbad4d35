using System.Text.Json;
using Local.Cli.Reports;
using Local.Twin.Declaration;

namespace Local.Cli.Comparison;

/// <summary>What a run left that is compared.</summary>
/// <param name="Folder">As it was named.</param>
/// <param name="Figures">What the run did.</param>
/// <param name="Stack">What was declared; null when an older version wrote the folder.</param>
internal sealed record ComparedRun(string Folder, RunFigures Figures, StackRecord? Stack)
{
    /// <summary>Reads a run's folder.</summary>
    /// <exception cref="InputException">The folder is no run's output.</exception>
    public static ComparedRun Read(string folder) => new(folder, RunFigures.Read(folder), ReadStack(folder));

    private static StackRecord? ReadStack(string folder)
    {
        var file = Path.Combine(folder, StackRecord.FileName);
        try
        {
            return File.Exists(file) ? StackRecord.Read(file) : null;
        }
        catch (JsonException broken)
        {
            throw new InputException($"{file} cannot be read ({broken.Message}). Run the stack again.", broken);
        }
    }
}
