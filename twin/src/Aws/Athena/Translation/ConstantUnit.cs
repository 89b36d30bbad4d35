using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>Functions of times with a unit that the query names. DuckDB would plan all units of a macro otherwise, each
/// with copies of the arguments.</summary>
internal static class ConstantUnit
{
    /// <summary>The call for the unit alone; null if a macro must judge the unit.</summary>
    public static JsonObject? Translate(JsonObject node, string function, List<JsonObject> arguments)
    {
        if (arguments[0].TextConstant()?.ToLowerInvariant() is not { } unit)
        {
            return null;
        }

        var isOfDates = TrinoMacros.UnitsOfDates.Contains(unit);
        return (function, arguments) switch
        {
            ("date_add", [_, var number, var time]) when TrinoMacros.HasStep(unit) =>
                DuckDbNode.Macro(node, $"date_add_{unit}", number, time),
            ("date_trunc", [_, var time]) when isOfDates =>
                DuckDbNode.Macro(node, "date_trunc_to", DuckDbNode.Literal(unit), time),
            ("date_diff", [_, var from, var to]) when isOfDates =>
                DuckDbNode.Call(node, "", "date_sub", DuckDbNode.Literal(unit), from, to),
            _ => null,
        };
    }
}
