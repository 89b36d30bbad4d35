using Twin.Cli.Reports;
using Twin.Host.Loading;

namespace Twin.Cli.Comparison;

/// <param name="Stack">The declared stack; null when an older version wrote the folder.</param>
internal sealed record ComparedRun(string Folder, RunFigures Figures, StackRecord? Stack)
{
    public static ComparedRun Read(string folder) => new(folder, RunFigures.Read(folder), StackRecord.Find(folder));
}
