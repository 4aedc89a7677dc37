import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `train-ticket`. */
export default defineKind({
  kind: 'train-ticket',
  label: { en: 'Train ticket', zh: '火车票' },
  fields: [
    { key: 'departure_station', label: { en: 'From', zh: '始发站' }, type: 'text' },
    { key: 'arrival_station', label: { en: 'To', zh: '到达站' }, type: 'text' },
    { key: 'train_number', label: { en: 'Train', zh: '车次' }, type: 'text' },
    { key: 'departure_time', label: { en: 'Departure', zh: '乘车时间' }, type: 'datetime' },
    { key: 'seat', label: { en: 'Seat', zh: '座位号' }, type: 'text' },
    { key: 'seat_class', label: { en: 'Class', zh: '席别' }, type: 'text', optional: true },
    { key: 'price', label: { en: 'Price', zh: '票价' }, type: 'money' },
    { key: 'passenger_name', label: { en: 'Passenger', zh: '乘车人' }, type: 'text' },
  ],
})
