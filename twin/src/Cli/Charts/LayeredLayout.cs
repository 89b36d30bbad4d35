namespace Twin.Cli.Charts;

/// <summary>The places of a directed graph's nodes: in layers from top to bottom, so that most edges go downwards, with
/// few crossings. The same graph always gets the same places.</summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 12;

    private readonly List<int> _layerOf;
    private readonly List<List<int>> _above;
    private readonly List<List<int>> _below;
    private readonly List<List<int>> _layers;
    private readonly Dictionary<(int From, int To), ImmutableArray<int>> _ways = [];
    private readonly int _nodes;
    private double[] _x = [];

    /// <param name="edges">The edges; none from a node to itself.</param>
    /// <param name="nodeWidth">The distance between two nodes of a layer, from middle to middle.</param>
    /// <param name="edgeWidth">The room that an edge takes when it passes a layer.</param>
    public LayeredLayout(
        int nodes, IReadOnlyCollection<(int From, int To)> edges, double nodeWidth, double edgeWidth, double width)
    {
        _nodes = nodes;
        var forward = Forward(nodes, edges);
        _layerOf = [.. LayersOf(nodes, forward)];
        (_above, _below) = ([.. Enumerable.Range(0, nodes).Select(_ => new List<int>())],
            [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())]);
        foreach (var edge in forward)
        {
            Pass(edge);
        }

        _layers =
        [
            .. Enumerable.Range(0, _layerOf.Count).GroupBy(node => _layerOf[node]).OrderBy(layer => layer.Key)
                .Select(layer => layer.ToList()),
        ];
        Order();
        Place(nodeWidth, edgeWidth, width);
    }

    public int Layers => _layers.Count;

    /// <summary>The layer of a node, from 0.</summary>
    public int LayerOf(int node) => _layerOf[node];

    public double XOf(int node) => _x[node];

    /// <summary>The places that an edge passes, from its first node to its last.</summary>
    public ImmutableArray<(double X, int Layer)> WayOf(int from, int to)
    {
        var isForward = _ways.TryGetValue((from, to), out var way);
        var nodes = isForward ? way : [.. _ways[(to, from)].Reverse()];
        return [.. nodes.Select(node => (_x[node], _layerOf[node]))];
    }

    // An edge that leads back to a node on the way to it is turned round; of a pair in both directions one stays.
    private static HashSet<(int From, int To)> Forward(int nodes, IReadOnlyCollection<(int From, int To)> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        var state = new int[nodes];
        var forward = new HashSet<(int, int)>();
        var hasEntry = edges.Select(edge => edge.To).ToHashSet();
        foreach (var node in Enumerable.Range(0, nodes).OrderBy(node => hasEntry.Contains(node) ? 1 : 0))
        {
            Visit(node);
        }

        return forward;

        void Visit(int node)
        {
            if (state[node] != 0)
            {
                return;
            }

            state[node] = 1;
            foreach (var to in next[node])
            {
                Visit(to);
                forward.Add(state[to] == 1 ? (to, node) : (node, to));
            }

            state[node] = 2;
        }
    }

    private static int[] LayersOf(int nodes, HashSet<(int From, int To)> edges)
    {
        var layers = new int[nodes];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (from, to) in edges)
            {
                if (layers[to] <= layers[from])
                {
                    (layers[to], changed) = (layers[from] + 1, true);
                }
            }
        }

        // What only begins is directly above what it leads to.
        foreach (var node in Enumerable.Range(0, nodes).Where(node => !edges.Any(edge => edge.To == node)))
        {
            layers[node] = edges.Where(edge => edge.From == node).Select(edge => layers[edge.To] - 1)
                .DefaultIfEmpty(0).Min();
        }

        return layers;
    }

    // A long edge gets a place in each layer between its ends.
    private void Pass((int From, int To) edge)
    {
        var way = new List<int> { edge.From };
        for (var layer = _layerOf[edge.From] + 1; layer < _layerOf[edge.To]; layer++)
        {
            way.Add(_layerOf.Count);
            _layerOf.Add(layer);
            _above.Add([]);
            _below.Add([]);
        }

        way.Add(edge.To);
        foreach (var (from, to) in way.Zip(way.Skip(1)))
        {
            _below[from].Add(to);
            _above[to].Add(from);
        }

        _ways[edge] = [.. way];
    }

    private void Order()
    {
        var place = new double[_layerOf.Count];
        void Number(List<int> layer)
        {
            for (var index = 0; index < layer.Count; index++)
            {
                place[layer[index]] = (index + 0.5) / layer.Count;
            }
        }

        _layers.ForEach(Number);
        var best = (Crossings: int.MaxValue, Layers: new List<List<int>>());
        for (var sweep = 0; sweep <= Sweeps; sweep++)
        {
            var crossings = Crossings(place);
            if (crossings < best.Crossings)
            {
                best = (crossings, [.. _layers.Select(layer => layer.ToList())]);
            }

            var neighbours = sweep % 2 == 0 ? _above : _below;
            foreach (var layer in sweep % 2 == 0 ? _layers : _layers.AsEnumerable().Reverse())
            {
                var sorted = layer.OrderBy(node =>
                    neighbours[node].Select(other => place[other]).DefaultIfEmpty(place[node]).Average()).ToList();
                layer.Clear();
                layer.AddRange(sorted);
                Number(layer);
            }
        }

        for (var layer = 0; layer < _layers.Count; layer++)
        {
            _layers[layer] = best.Layers[layer];
        }
    }

    private int Crossings(double[] place) => _layers.Sum(layer =>
    {
        var edges = layer.SelectMany(from => _below[from].Select(to => (place[from], place[to]))).ToList();
        var crossings = 0;
        for (var one = 0; one < edges.Count; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var (from, to) = (edges[one].Item1 - edges[other].Item1, edges[one].Item2 - edges[other].Item2);
                crossings += from * to < 0 ? 1 : 0;
            }
        }

        return crossings;
    });

    private void Place(double nodeWidth, double edgeWidth, double width)
    {
        _x = [.. Enumerable.Repeat(width / 2, _layerOf.Count)];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? _layers : _layers.AsEnumerable().Reverse())
            {
                Spread(layer);
            }
        }

        void Spread(List<int> layer)
        {
            // Its offset taken off, each place only must not be before the one on its left.
            var offsets = new double[layer.Count];
            for (var index = 1; index < layer.Count; index++)
            {
                offsets[index] = offsets[index - 1] + ((RoomOf(layer[index - 1]) + RoomOf(layer[index])) / 2);
            }

            var groups = new List<(double Sum, int Count)>();
            for (var index = 0; index < layer.Count; index++)
            {
                var wanted = _above[layer[index]].Concat(_below[layer[index]]).Select(other => _x[other])
                    .DefaultIfEmpty(width / 2).Average();
                var group = (Sum: wanted - offsets[index], Count: 1);
                while (groups.Count > 0 && groups[^1].Sum / groups[^1].Count > group.Sum / group.Count)
                {
                    group = (groups[^1].Sum + group.Sum, groups[^1].Count + group.Count);
                    groups.RemoveAt(groups.Count - 1);
                }

                groups.Add(group);
            }

            var (least, most) = (RoomOf(layer[0]) / 2, width - (RoomOf(layer[^1]) / 2) - offsets[^1]);
            var places = groups.SelectMany(group => Enumerable.Repeat(group.Sum / group.Count, group.Count)).ToList();
            for (var index = 0; index < layer.Count; index++)
            {
                _x[layer[index]] = Math.Clamp(places[index], least, Math.Max(least, most)) + offsets[index];
            }
        }

        double RoomOf(int node) => node < _nodes ? nodeWidth : edgeWidth;
    }
}
