using Twin.Cli.Reports;
using Twin.Host.Loading;

namespace Twin.Cli.Comparison;

/// <summary>The part of a run's output that is compared.</summary>
/// <param name="Folder">The folder, as the user named it.</param>
/// <param name="Figures">The figures of the run.</param>
/// <param name="Stack">The declared stack; null when an older version wrote the folder.</param>
internal sealed record ComparedRun(string Folder, RunFigures Figures, StackRecord? Stack)
{
    /// <summary>Reads a run's folder.</summary>
    /// <exception cref="InputException">The folder is not the output of a run.</exception>
    public static ComparedRun Read(string folder) => new(folder, RunFigures.Read(folder), StackRecord.Find(folder));
}
