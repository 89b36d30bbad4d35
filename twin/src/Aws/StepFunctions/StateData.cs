using System.Text.Json.Nodes;

namespace Twin.Aws.StepFunctions;

/// <summary>The data that the paths of a state refer to.</summary>
/// <param name="Input">The input, for paths that begin with <c>$</c>.</param>
/// <param name="Context">The context object, for paths that begin with <c>$$</c>.</param>
internal sealed record StateData(JsonNode? Input, JsonObject Context);
