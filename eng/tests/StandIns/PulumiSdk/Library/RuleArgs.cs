using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk.Library;

/// <summary>A document whose wire names are not in camelCase.</summary>
public sealed class RuleArgs : ResourceArgs
{
    [Input("Version")]
    public Input<string>? Version { get; set; }

    [Input("MaxDays")]
    public Input<int>? MaxDays { get; set; }
}
