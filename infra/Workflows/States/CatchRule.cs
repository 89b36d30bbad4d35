namespace Infra.Workflows.States;

/// <summary>The state that follows an error.</summary>
/// <param name="ErrorEquals">The errors.</param>
/// <param name="ResultPath">The place of the error's name and cause.</param>
/// <param name="Next">The state.</param>
internal sealed record CatchRule(ImmutableArray<string> ErrorEquals, ResultPlace ResultPath, string Next)
{
    /// <summary>The state that follows any error.</summary>
    public static CatchRule Always(ResultPlace place, string next) => new([StateError.All], place, next);
}
