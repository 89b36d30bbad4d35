using Pulumi;

namespace Tests.StandIns.PulumiSdk.Library;

[OutputType]
public sealed class Rule
{
    [OutputConstructor]
    private Rule([OutputConstructorParameter("MaxDays")] int maxDays) => MaxDays = maxDays;

    public int MaxDays { get; }
}
